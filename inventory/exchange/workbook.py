"""Reads the cells of an XLSX sheet, in a process of its own that may die without harm."""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from inventory.base.errors import Cancelled, NotFound
from inventory.exchange import sheet_child
from inventory.exchange.grid import Cell, Grid
from inventory.exchange.guard import AREA, DAMAGED, DamagedWorkbook, Package, SheetPart, UnsafeWorkbook, inspect
from inventory.exchange.sheet_scan import has_cells, scan

CHILD_OPTION = "--read-sheet"
Progress = Callable[[int], bool]
_TELL_EVERY = 0.1


def read_workbook(path: Path, *, sheet: str | None = None, progress: Progress | None = None) -> Grid:
    """Return the filled rows of a sheet: the one named, else the first visible one with cells.

    `progress` is given the rows read so far and returns False to stop (`Cancelled`). Raises `NotFound`,
    `NotAWorkbook`, `UnsafeWorkbook` or `DamagedWorkbook`.
    """
    package = inspect(path)
    part = _chosen(package, sheet)
    reading = _Reading(package, part, progress)
    try:
        # The scan runs here while the child reads; the child cannot take more memory than it was given.
        facts = scan(package, part, each=reading.tell)
        numbers, columns = reading.received()
    finally:
        reading.end()
    return Grid(
        row_numbers=numbers,
        columns=columns,
        sheet=part.name,
        sheets=tuple(other.name for other in package.sheets if other.visible),
        unreadable=facts.unreadable,
    )


def _chosen(package: Package, name: str | None) -> SheetPart:
    visible = [sheet for sheet in package.sheets if sheet.visible] or list(package.sheets)
    if name is None:
        return next((sheet for sheet in visible if has_cells(package, sheet)), visible[0])
    wanted = name.strip().casefold()
    for sheet in package.sheets:
        if sheet.name.strip().casefold() == wanted:
            return sheet
    raise NotFound(
        "{file} has no sheet {sheet}. It has: {sheets}.",
        field="sheet",
        file=package.path.name,
        sheet=name,
        sheets=", ".join(sheet.name for sheet in visible),
    )


def child_command() -> list[str]:
    """Return the command that starts the reading process, from source and from the frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_OPTION]
    return [sys.executable, "-I", str(Path(sheet_child.__file__))]


class _Reading:
    """One child at work; what it answers is taken off its pipe in a thread, so that a user can stop it meanwhile."""

    def __init__(self, package: Package, part: SheetPart, progress: Progress | None) -> None:
        self._package = package
        self._part = part
        self._progress = progress
        self._numbers: list[int] = []
        self._columns: list[list[Cell]] = []
        self._blocks: SimpleQueue[Any] = SimpleQueue()
        self._child = _start(package, part)
        self._thread = Thread(target=self._take, daemon=True)
        self._thread.start()

    def _take(self) -> None:
        assert self._child.stdout is not None
        with self._child.stdout as answer:
            while True:
                block = _block(answer)
                self._blocks.put(block)
                if block is None or block[0] != "rows":
                    return

    def tell(self) -> None:
        """Report the rows read so far; raises `Cancelled` where the user has stopped the reading."""
        if self._progress is not None and not self._progress(len(self._numbers)):
            raise Cancelled("Reading {file} was stopped.", file=self._package.path.name)

    def received(self) -> tuple[list[int], list[list[Cell]]]:
        """Return the row numbers and the columns; raises `UnsafeWorkbook` or `DamagedWorkbook`."""
        while True:
            try:
                block = self._blocks.get(timeout=_TELL_EVERY)
            except Empty:
                self.tell()
                continue
            if block is None or block[0] == "error":
                self._refuse(block)
            elif block[0] == "end":
                return self._numbers, self._columns
            else:
                self._add(*block[1:])
                self.tell()

    def _add(self, numbers: list[int], packed: list[tuple[Any, ...]]) -> None:
        self._numbers.extend(numbers)
        if not self._columns:
            self._columns = [[] for _ in packed]
        for column, cells in zip(self._columns, packed, strict=True):
            column.extend(_unpacked(cells))

    def _refuse(self, block: Any) -> None:
        code = self._child.wait()
        if code in (1, 2) or (block and block[1] in ("ImportError", "ModuleNotFoundError")):
            raise RuntimeError(f"the reading process failed with {code}: {block}")
        if block is None or block[1] == "memory":
            # Nobody closed the answer: the reader ran out of the memory it may take, and died of it.
            raise UnsafeWorkbook(AREA, file=self._package.path.name, sheet=self._part.name)
        raise DamagedWorkbook(DAMAGED, file=self._package.path.name)

    def end(self) -> None:
        """Leave no process and no thread behind."""
        self._child.kill()
        self._child.wait()
        self._thread.join()


def _start(package: Package, part: SheetPart) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(  # noqa: S603 - our own program
        child_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    # About nine bytes of memory for each unpacked one were measured on a full sheet.
    memory = 1024 + (package.unpacked * 12 >> 20)
    request = marshal.dumps({"path": str(package.path), "sheet": part.name, "memory": memory})
    assert child.stdin is not None
    # A child that is gone already gives an empty answer, which says enough.
    with suppress(BrokenPipeError), child.stdin:
        child.stdin.write(request)
    return child


def _block(stream: IO[bytes]) -> Any:
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "little")
    content = stream.read(size)
    # It carries plain values only, and comes from our own child.
    return marshal.loads(content) if len(content) == size else None  # noqa: S302


def _unpacked(packed: tuple[Any, ...]) -> list[Cell]:
    kind, dated, cells, *places = packed
    values = [_cell(cell) for cell in cells] if dated else cells
    if kind == sheet_child.CODED:
        return list(map(values.__getitem__, places[0]))
    return list(values)


def _cell(cell: Any) -> Cell:
    if type(cell) is not bytes:
        return cell  # type: ignore[no-any-return]
    text = cell.decode()
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.time() != time() else moment.date()
