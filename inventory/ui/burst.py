"""Tells a scanner from a typist by the time between keys; pure, so that thousands of streams can be tried.

A scanner sends six or more keys closer together than the pause and ends with Enter or Tab. Nobody types like that:
six keys in a row each within 35 ms would be more than 28 keys a second.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LEAST = 6
PAUSE_MS = 35
# Control characters in a code are shown, never done (reliability.md 89).
_PICTURES = {n: chr(0x2400 + n) for n in range(32)} | {127: "\u2421"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ScannerSettings:
    """What "Check the scanner" learns; `suffix` is enter, tab, both or none, `mapping` mends a wrong layout."""

    prefix: str = ""
    suffix: str = "enter"
    pause_ms: int = PAUSE_MS
    least: int = LEAST
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Key:
    """One key press: the text it gives, whether it is Enter or Tab, whether it commands (Ctrl, Alt, F-key, Esc...)."""

    text: str
    ends: str = ""
    commands: bool = False
    name: str = ""


class Burst:
    """Collects the keys that came closer together than the pause."""

    def __init__(self, settings: ScannerSettings) -> None:
        self.settings = settings
        self.keys: list[Key] = []
        self._last = -1_000_000.0

    def continues(self, now: float) -> bool:
        """Tell whether a key at `now` (ms) belongs to the keys before it."""
        return bool(self.keys) and 0 <= now - self._last < self.settings.pause_ms

    def add(self, key: Key, now: float) -> None:
        """Take a key; the caller has asked `continues` and begun anew where it had to."""
        self.keys.append(key)
        self._last = now

    def quick(self) -> bool:
        """Tell whether there are too many keys for a hand."""
        return len(self.keys) >= self.settings.least

    def complete(self) -> bool:
        """Tell whether the last key ends a scan."""
        ends = self.keys[-1].ends if self.keys else ""
        wanted = {"enter": {"enter"}, "tab": {"tab"}, "both": {"enter", "tab"}}.get(
            self.settings.suffix, {"enter", "tab"}
        )
        return ends in wanted and len(self.keys) > self.settings.least

    def raw(self) -> str:
        """Return what was sent, control keys as visible signs, without the terminator."""
        keys = self.keys[:-1] if self.keys and self.keys[-1].ends else self.keys
        return "".join(key.text if key.text.isprintable() and not key.commands else _shown(key) for key in keys)

    def clear(self) -> None:
        """Begin anew."""
        self.keys = []


def _shown(key: Key) -> str:
    if len(key.text) == 1 and ord(key.text) in _PICTURES:
        return _PICTURES[ord(key.text)]
    return f"‹{key.name}›" if key.name else key.text


def code_of(raw: str, settings: ScannerSettings) -> str:
    """Return the code in what was sent: layout faults mended, the prefix taken off."""
    text = "".join(settings.mapping.get(letter, letter) for letter in raw).strip()
    prefix = settings.prefix
    return text[len(prefix) :] if prefix and text.startswith(prefix) else text


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """One test scan as it arrived: the text, how it ended ("enter", "tab", ""), the longest pause in ms."""

    raw: str
    ends: str
    longest_ms: float


def learn(expected: str, samples: list[Sample]) -> ScannerSettings | None:
    """Return the settings under which every sample reads as `expected`; None where the samples do not agree.

    Letters of the code that arrive as other letters become the mapping; what stands before the code is the prefix.
    """
    if not samples:
        return None
    start = len(samples[0].raw) - len(expected)
    if start < 0 or len({sample.raw for sample in samples}) != 1:
        return None
    prefix, arrived = samples[0].raw[:start], samples[0].raw[start:]
    mapping: dict[str, str] = {}
    for seen, meant in zip(arrived, expected, strict=True):
        if mapping.setdefault(seen, meant) != meant:
            return None
    faults = {seen: meant for seen, meant in mapping.items() if seen != meant}
    ends = {sample.ends for sample in samples}
    suffix = ends.pop() if len(ends) == 1 else "both"
    longest = max(sample.longest_ms for sample in samples)
    pause = min(120, max(PAUSE_MS, round(longest * 1.5)))
    return ScannerSettings(prefix=prefix, suffix=suffix or "none", pause_ms=pause, mapping=faults)
