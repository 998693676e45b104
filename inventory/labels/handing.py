"""Hand a file of ZPL over label by label, and know at any moment how many labels certainly were not sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from inventory.base.errors import Cancelled

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]

# Each label is one line, which ends by saying how often it is printed; no text of a label can spell this.
_COPIES = re.compile(rb"\^PQ(\d+)\^XZ")


class Handing:
    """The labels of one file on their way, a line for each; copies that the printer makes count as labels."""

    def __init__(self, file: Path, progress: Progress | None, cancelled: Cancel | None) -> None:
        self.file = file
        self._progress, self._cancelled = progress, cancelled
        with file.open("rb", 1 << 20) as stream:
            self.labels = sum(map(_labels, stream))
        self._given = 0

    def __iter__(self) -> Iterator[bytes]:
        with self.file.open("rb", 1 << 20) as stream:
            for line in stream:
                self.check()
                yield line

    def gave(self, line: bytes) -> None:
        """Note that a label was handed over whole."""
        self._given += _labels(line)
        if self._progress is not None:
            self._progress(self._given, self.labels)

    def gave_all(self) -> None:
        """Note that everything was handed over at once."""
        self._given = self.labels
        if self._progress is not None:
            self._progress(self._given, self.labels)

    def check(self) -> None:
        """Raise `Cancelled` where the user wants to stop."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled("Stopped. Certainly not sent: {count} of {all} labels.", **self.counts)

    @property
    def counts(self) -> dict[str, Any]:
        """The labels certainly not sent and all, for the sentence of a fault."""
        return {"count": self.labels - self._given, "all": self.labels}


def _labels(line: bytes) -> int:
    return sum(map(int, _COPIES.findall(line)))
