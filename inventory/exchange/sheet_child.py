"""The process that reads a sheet: the fast reader can abort on a hostile file, so it never runs in the program itself.

Started as a file of its own (or by `--read-sheet` in the frozen program), it imports nothing of the
program. The request is one marshalled dict on standard input; the answer is a run of blocks on standard
output, each with its length in front: ("rows", row numbers, columns), at last ("end",) or ("error", kind, text).
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from datetime import date, datetime, time, timedelta
from typing import IO, Any

BLOCK = 4_000
DATED = {date, datetime, time, timedelta}
PLAIN, CODED = 0, 1


def main() -> int:
    """Answer one request; return the exit code."""
    request: dict[str, Any] = marshal.loads(_stream(sys.stdin, 0, "rb").read())  # noqa: S302 - from our own parent
    answer = _stream(sys.stdout, 1, "wb")
    limit_memory(request["memory"])
    try:
        for block in blocks(request["path"], request["sheet"]):
            send(answer, block)
        send(answer, ("end",))
    except MemoryError:
        send(answer, ("error", "memory", ""))
    except Exception as error:  # noqa: BLE001 - whatever the reader raises means that it cannot read this file
        send(answer, ("error", type(error).__name__, str(error)[:500]))
    return 0


def blocks(path: str, sheet: str) -> Any:
    """Yield the blocks of a sheet: row numbers from 1 and the cells by column; blank rows are left out."""
    from python_calamine import CalamineWorkbook

    gc.disable()
    source = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet)
    # iter_rows begins with row 1 whatever the used area is, but leaves out the empty columns before it.
    before = source.start[1] if source.start else 0
    numbers: list[int] = []
    rows: list[list[Any]] = []
    for number, row in enumerate(source.iter_rows(), 1):
        if not any(row) and row.count("") == len(row):
            continue
        numbers.append(number)
        rows.append(row)
        if len(rows) == BLOCK:
            yield _block(numbers, rows, before)
            numbers, rows = [], []
    if rows:
        yield _block(numbers, rows, before)


def _block(numbers: list[int], rows: list[list[Any]], before: int) -> tuple[Any, ...]:
    empty = (CODED, False, [""], [0] * len(rows))
    return ("rows", numbers, [empty] * before + [_packed(column) for column in zip(*rows, strict=True)])


def _packed(column: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a column as its cells, or as its few different cells and an index to them."""
    types = set(map(type, column))
    dated = bool(types & DATED)
    # True equals 1.0 as a key, so a column with both stays as it is.
    if bool not in types:
        different = dict.fromkeys(column)
        if len(different) * 2 < len(column):
            keys = list(different)
            places = dict(zip(keys, range(len(keys)), strict=True))
            return (CODED, dated, _written(keys) if dated else keys, list(map(places.__getitem__, column)))
    return (PLAIN, dated, _written(column) if dated else column)


def _written(cells: Any) -> list[Any]:
    """Return the cells with dates as bytes, which is what marshal can carry and no sheet can hold."""
    return [_iso(cell) if type(cell) in DATED else cell for cell in cells]


def _iso(cell: date | datetime | time | timedelta) -> bytes | str:
    """Return a date as ISO bytes; hours and durations are no dates and become text."""
    return cell.isoformat().encode() if isinstance(cell, date) else str(cell)


def limit_memory(megabytes: int) -> None:
    """Bound what this process may take, so that a hostile file ends it and not the machine."""
    if os.name == "nt":
        _limit_windows(megabytes << 20)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_windows(size: int) -> None:
    """Put this process into a job object with a memory limit (JOB_OBJECT_LIMIT_PROCESS_MEMORY)."""
    import ctypes

    class Limits(ctypes.Structure):
        _fields_ = [
            ("times", ctypes.c_int64 * 2),
            ("flags", ctypes.c_uint32),
            ("working_set", ctypes.c_size_t * 2),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("classes", ctypes.c_uint32 * 2),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peaks", ctypes.c_size_t * 2),
        ]

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = Limits(flags=0x100, process_memory=size)
    kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def send(stream: IO[bytes], block: tuple[Any, ...]) -> None:
    """Write one block with its length in front."""
    content = marshal.dumps(block, 2)
    stream.write(len(content).to_bytes(8, "little") + content)
    stream.flush()


def _stream(stream: Any, number: int, mode: str) -> IO[bytes]:
    # A windowed program on Windows has no sys.stdin and sys.stdout, but the pipes that it was given are there.
    return stream.buffer if stream is not None else os.fdopen(number, mode)


if __name__ == "__main__":
    sys.exit(main())
