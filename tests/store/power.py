"""A disk that forgets: records what SQLite writes, and gives the files as they could lie there after a power cut.

What was synced is there; of what was written since, any part may be, in sectors of 512 bytes, torn and out of order.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import apsw

SECTOR = 512


class Step(NamedTuple):
    """One thing that happened to a file: `write`, `cut`, `sync`, `delete`; or `told`, with what was promised."""

    kind: str
    name: str
    offset: int = 0
    data: bytes = b""


class RecordingDisk(apsw.VFS):
    """The system's own files, with every step kept in `steps`."""

    def __init__(self) -> None:
        self.name = f"recording-{id(self)}"
        self.steps: list[Step] = []
        super().__init__(self.name, "")

    def xOpen(self, name, flags):  # noqa: N802 - SQLite's name
        return _RecordingFile(self.steps, name, flags)

    def xDelete(self, name, sync):  # noqa: N802 - SQLite's name
        super().xDelete(name, sync)
        self.steps.append(Step("delete", Path(name).name))


class _RecordingFile(apsw.VFSFile):
    def __init__(self, steps, name, flags):
        self._steps = steps
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name).name if name else ""
        super().__init__("", name, flags)

    def xWrite(self, data, offset):  # noqa: N802 - SQLite's name
        super().xWrite(data, offset)
        self._steps.append(Step("write", self._name, offset, bytes(data)))

    def xTruncate(self, size):  # noqa: N802 - SQLite's name
        super().xTruncate(size)
        self._steps.append(Step("cut", self._name, size))

    def xSync(self, flags):  # noqa: N802 - SQLite's name
        super().xSync(flags)
        self._steps.append(Step("sync", self._name))


class Connection:
    """A connection of this disk with as much of the standard driver as the program's quick writer uses."""

    def __init__(self, path, disk):
        self._connection = apsw.Connection(str(path), vfs=disk.name)

    def cursor(self):
        return self._connection.cursor()

    def execute(self, statement, parameters=()):
        return _Result(self._connection, self._connection.cursor().execute(statement, parameters))

    def close(self):
        self._connection.close()


class _Result:
    def __init__(self, connection, cursor):
        self._cursor = cursor
        self.fetchone, self.fetchall = cursor.fetchone, cursor.fetchall
        self.rowcount, self.lastrowid = connection.changes(), connection.last_insert_rowid()

    def __iter__(self):
        return iter(self._cursor)


def cuts(
    start: dict[str, bytes], steps: list[Step], number: int, *, syncs: bool = True
) -> Iterator[tuple[dict[str, bytes], set[str]]]:
    """Yield `number` power cuts: the files as they lie there afterwards, and what had been promised by then.

    Without `syncs` the drive only says that it wrote.
    """
    chance = Random(number)
    safe = {name: bytearray(content) for name, content in start.items()}
    waiting: dict[str, list[Step]] = {}
    promised: set[str] = set()
    done = 0
    for place in sorted(chance.randrange(1, len(steps) + 1) for _ in range(number)):
        for step in steps[done:place]:
            if step.kind == "told":
                promised.add(step.name)
            elif step.kind == "delete":
                waiting.pop(step.name, None)
                safe.pop(step.name, None)
            elif step.kind == "sync":
                if syncs:
                    _write(safe, step.name, waiting.pop(step.name, []))
            else:
                waiting.setdefault(step.name, []).append(step)
        done = place
        left = {name: bytearray(content) for name, content in safe.items()}
        for name, pending in waiting.items():
            _write(left, name, _reached(pending, chance))
        yield {name: bytes(content) for name, content in left.items()}, set(promised)


def _reached(pending: list[Step], chance: Random) -> list[Step]:
    """Return what of the writes since the last sync got as far as the disk: nothing, all, or any sectors of them."""
    parts = [
        Step("write", step.name, step.offset + at, step.data[at : at + SECTOR])
        for step in pending
        if step.kind == "write"
        for at in range(0, len(step.data), SECTOR)
    ]
    parts += [step for step in pending if step.kind == "cut"]
    share = chance.choice((0.0, 1.0, chance.random(), chance.random(), chance.random()))
    kept = [part for part in parts if chance.random() < share]
    chance.shuffle(kept)
    return kept


def _write(files: dict[str, bytearray], name: str, steps: list[Step]) -> None:
    content = files.setdefault(name, bytearray())
    for step in steps:
        if step.kind == "cut":
            del content[step.offset :]
            continue
        content.extend(bytes(max(0, step.offset - len(content))))
        content[step.offset : step.offset + len(step.data)] = step.data
