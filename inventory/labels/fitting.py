"""Fit text into a width: whole words first, one-letter words kept with the next, an ellipsis where it is cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from inventory.base.text import clean
from inventory.labels.fonts import width

ELLIPSIS = "…"
# The unit, the fund and often the name are the same on thousands of labels.
cleaned = lru_cache(maxsize=4096)(clean)
# So are many words of the names of things.
_word_width = lru_cache(maxsize=8192)(width)
_BREAKS = re.compile(r"(?<=[-/._@])")


def glued(text: str) -> list[str]:
    """Split into words; a one-letter word stays with the next, as Polish typography asks."""
    words: list[str] = []
    held = ""
    for word in text.split():
        held = f"{held} {word}" if held else word
        if len(word) > 1 or not word.isalpha():
            words.append(held)
            held = ""
    return [*words, held] if held else words


def shortened(face: str, text: str, room: float) -> str:
    """Return the text, or as many whole words as fit with an ellipsis; letters only where one word is too wide.

    `room` is in em. Empty where not even two letters fit.
    """
    if width(face, text) <= room:
        return text
    words = glued(text)
    for count in range(min(_fitting(face, words, room), len(words) - 1), 0, -1):
        cut = " ".join(words[:count]).rstrip(" ,;:-–(") + ELLIPSIS
        if width(face, cut) <= room:
            return cut
    first = words[0] if words else ""
    for count in range(len(first) - 1, 1, -1):
        cut = first[:count] + ELLIPSIS
        if width(face, cut) <= room:
            return cut
    return ""


def _fitting(face: str, words: list[str], room: float) -> int:
    """Return how many words fit into a line; each is measured once."""
    space = width(face, " ")
    used = -space
    for count, word in enumerate(words):
        used += space + _word_width(face, word)
        if used > room:
            return count
    return len(words)


@lru_cache(maxsize=4096)
def lines(face: str, text: str, room: float, most: int) -> tuple[tuple[str, ...], bool]:
    """Break a text into at most `most` lines; tells whether its end was cut. `room` is in em."""
    if width(face, text) <= room:
        return ((text,), False) if text else ((), False)
    done: list[str] = []
    words = _words_that_fit(face, text, room)
    while words and len(done) < most - 1:
        count = max(1, _fitting(face, words, room))
        done.append(" ".join(words[:count]))
        words = words[count:]
    rest = " ".join(words)
    last = shortened(face, rest, room)
    if last:
        done.append(last)
    return tuple(done), last != rest


def _words_that_fit(face: str, text: str, room: float) -> list[str]:
    """Split into words; one that is wider than a line is broken after - / . _ @, else between letters."""
    words: list[str] = []
    for word in glued(text):
        # No letter is wider than an em and a half: most words need no measuring.
        if len(word) * 1.5 <= room or width(face, word) <= room:
            words.append(word)
            continue
        piece = ""
        for part in _BREAKS.split(word):
            for bit in [part] if width(face, part) <= room else part:
                if piece and width(face, piece + bit) > room:
                    words.append(piece)
                    piece = ""
                piece += bit
        words.append(piece)
    return words


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one face."""

    face: str
    text: str

    @property
    def width(self) -> float:
        """The width in em."""
        return width(self.face, self.text)


Line = tuple[Run, ...]


def line_width(line: Line) -> float:
    """Return the width of a line in em."""
    return sum(run.width for run in line)


def rich_lines(
    text: str, plain: str, strong: str, marked: tuple[str, ...], room: Callable[[int], float]
) -> list[Line] | None:
    """Break a text whose `marked` parts are set in the `strong` face; `room(n)` is the width of line n in em.

    Returns None where a single word is wider than its line.
    """
    flags = _flags(text, marked)
    done: list[Line] = []
    current: list[tuple[str, bool]] = []
    for word in _flagged_words(text, flags):
        trial = [*current, (" ", current[-1][1] and word[0][1]), *word] if current else word
        if line_width(_runs(trial, plain, strong)) <= room(len(done)):
            current = trial
            continue
        if current:
            done.append(_runs(current, plain, strong))
        current = word
        if line_width(_runs(word, plain, strong)) > room(len(done)):
            return None
    return [*done, _runs(current, plain, strong)] if current else done


def _flags(text: str, marked: tuple[str, ...]) -> list[bool]:
    flags = [False] * len(text)
    for part in marked:
        first = text.find(part) if part else -1
        if first >= 0:
            flags[first : first + len(part)] = [True] * len(part)
    return flags


def _flagged_words(text: str, flags: list[bool]) -> list[list[tuple[str, bool]]]:
    """Return each glued word as its letters with their flags."""
    words, at = [], 0
    for word in glued(text):
        words.append(list(zip(word, flags[at : at + len(word)], strict=True)))
        at += len(word) + 1
    return words


def _runs(letters: list[tuple[str, bool]], plain: str, strong: str) -> Line:
    runs: list[Run] = []
    for letter, bold in letters:
        face = strong if bold else plain
        if runs and runs[-1].face == face:
            runs[-1] = Run(face, runs[-1].text + letter)
        else:
            runs.append(Run(face, letter))
    return tuple(runs)
