"""The short tones of counting; a machine without sound is never an error (ui.md 7.6)."""

from __future__ import annotations

import math
import shutil
import struct
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

RATE = 22_050
# Outcome: the tones in turn as hertz and milliseconds; 0 hertz is a pause.
TONES = {
    "found": ((880, 90),),
    "counted": ((880, 90),),
    "place": ((880, 60),),
    "other_place": ((660, 110), (880, 110)),
    "not_in_scope": ((660, 110), (880, 110)),
    "already": ((440, 120),),
    "unknown": ((220, 120), (0, 60), (220, 120)),
    "failed": ((220, 250), (0, 60), (220, 250)),
}


class Sounds:
    """Plays the tone of an outcome and does not wait for its end; the files are made when first played."""

    def __init__(self, *, volume: int = 70, muted: bool = False) -> None:
        self.volume = volume
        self.muted = muted
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: dict[tuple[str, int], Path] = {}
        self._player = _player()

    def play(self, outcome: str) -> None:
        """Play the tone of an outcome; one that has none is silent."""
        if self.muted or self.volume <= 0 or outcome not in TONES or self._player is None:
            return
        try:
            _start(self._player, self._file(outcome))
        except (OSError, RuntimeError):
            # No sound card, or somebody took it: counting goes on.
            self._player = None

    def close(self) -> None:
        """Remove the files."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _file(self, outcome: str) -> Path:
        key = (outcome, self.volume)
        if key not in self._files:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="ewidencja-", ignore_cleanup_errors=True)
            path = Path(self._folder.name) / f"{outcome}-{self.volume}.wav"
            write_tones(path, TONES[outcome], self.volume)
            self._files[key] = path
        return self._files[key]


def write_tones(path: Path, tones: tuple[tuple[int, int], ...], volume: int) -> None:
    """Write tones as a mono WAV of 16 bits; `volume` is a percentage."""
    frames = bytearray()
    for hertz, milliseconds in tones:
        count = RATE * milliseconds // 1000
        for place in range(count):
            # A ramp at both ends keeps the loudspeaker from clicking.
            ramp = min(1.0, place / 200, (count - place) / 200)
            level = math.sin(2 * math.pi * hertz * place / RATE) * ramp * volume / 100 * 0.6 if hertz else 0.0
            frames += struct.pack("<h", int(level * 32767))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(frames))


def _player() -> str | None:
    if sys.platform == "win32":
        return "winsound"
    return next((found for name in ("paplay", "aplay", "afplay") if (found := shutil.which(name))), None)


def _start(player: str, path: Path) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        return
    silent = subprocess.DEVNULL
    # The player was found by its plain name, the file is our own.
    subprocess.Popen([player, str(path)], stdin=silent, stdout=silent, stderr=silent)  # noqa: S603
