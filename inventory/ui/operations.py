"""Work off the main thread: one writer, a few readers, answers back on the main thread.

    operations.run(self, tr("Issue equipment"), lambda job: application.issue(request)).on_success(self._on_issued)
    operations.query(self, lambda job: application.search(text), slot="search").on_success(self._show)

`job` has `progress(done, total, what="")`, `cancelled()` and `check()` (raises `Cancelled`). The default failure shows
a `UserError` as a red strip in the window and anything else as a fault with "copy details". Callbacks run on the main
thread, and not at all once their owner is gone. Of two queries of one owner and slot only the newer answers.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from inventory.base.errors import Cancelled, UserError

PROGRESS_AFTER_MS = 300
READERS = 2
_TELL_EVERY_S = 0.05


class Job:
    """What a running function is given: says how far it is and asks whether to stop."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._stop = threading.Event()
        self._told = 0.0

    def progress(self, done: int, total: int | None = None, what: str = "") -> None:
        """Tell how far the work is; raises `Cancelled` when the user asked to stop."""
        self.check()
        now = time.monotonic()
        # A row takes microseconds; told of each, the window would do nothing else.
        if now - self._told >= _TELL_EVERY_S or done == total:
            self._told = now
            self._task.told.emit(done, -1 if total is None else total, what)

    def cancelled(self) -> bool:
        """Tell whether the user asked to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def check(self) -> None:
        """Raise `Cancelled` when the user asked to stop."""
        if self._stop.is_set():
            raise Cancelled("Stopped. Nothing was changed.")


class Task(QObject):
    """One run of a function; attach callbacks right after it was started.

    Signals: told(done, total or -1, what), finished().
    """

    told = Signal(object, object, str)
    finished = Signal()
    _ended = Signal(object, object)

    def __init__(self, owner: QObject, title: str, work: Callable[[Job], Any]) -> None:
        super().__init__()
        self.owner = owner
        self.title = title
        self.job = Job(self)
        self.dropped = False
        self._work = work
        self._success: list[Callable[[Any], object]] = []
        self._failure: list[Callable[[BaseException], object]] = []
        self.on_fault: Callable[[Task, BaseException], object] = _log_only
        self._stopper: Callable[[], object] | None = None
        self._ended.connect(self._on_ended)

    def on_success(self, callback: Callable[[Any], object]) -> Task:
        """Call with the result on the main thread."""
        self._success.append(callback)
        return self

    def on_failure(self, callback: Callable[[BaseException], object]) -> Task:
        """Call with the error instead of the default; a callback that returns False lets the default follow."""
        self._failure.append(callback)
        return self

    def on_cancel(self, callback: Callable[[], object]) -> Task:
        """Call when it is cancelled while running, for example to interrupt a database query."""
        self._stopper = callback
        return self

    def cancel(self) -> None:
        """Ask the work to stop; it ends with `Cancelled` at its next question."""
        self.job.stop()
        if self._stopper is not None:
            self._stopper()

    def drop(self) -> None:
        """Cancel and answer nothing: a newer request took its place."""
        self.dropped = True
        self.cancel()

    def execute(self) -> None:
        """Run on the calling thread and post the end to the main thread."""
        result: Any = None
        error: BaseException | None = None
        try:
            if not self.dropped:
                self.job.check()
                result = self._work(self.job)
        except BaseException as caught:  # noqa: BLE001 - it is raised again in words on the main thread
            error = caught
        try:
            self._ended.emit(result, error)
        except RuntimeError:
            # The program is closing and the task is gone with its window; an error must still be seen.
            if error is not None and not isinstance(error, UserError):
                _log_only(self, error)

    def _on_ended(self, result: Any, error: BaseException | None) -> None:
        try:
            if not self.dropped and isValid(self.owner):
                self._answer(result, error)
        finally:
            # A fault of an answer must not leave the window waiting for work that is done.
            self.finished.emit()

    def _answer(self, result: Any, error: BaseException | None) -> None:
        if error is None:
            for callback in self._success:
                callback(result)
        elif not self._failure or not all(callback(error) is not False for callback in self._failure):
            self.on_fault(self, error)


def _log_only(task: Task, error: BaseException) -> None:
    import logging

    logging.getLogger(__name__).error("%s failed", task.title or "a query", exc_info=error)


class _Lane:
    """Threads that take tasks in order."""

    def __init__(self, name: str, threads: int) -> None:
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._serve, name=f"{name}-{n}", daemon=True) for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def put(self, task: Task) -> None:
        self._waiting.put(task)

    def close(self, seconds: float) -> bool:
        for _thread in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _serve(self) -> None:
        while (task := self._waiting.get()) is not None:
            task.execute()


class Operations(QObject):
    """Runs operations one after another on one writer thread and queries on reader threads.

    Signals: started(Task) for operations only; progress_wanted(Task) once one runs longer than 300 ms.
    """

    started = Signal(object)
    progress_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None, *, readers: int = READERS) -> None:
        super().__init__(parent)
        self._writer = _Lane("writer", 1)
        self._reader = _Lane("reader", readers)
        self._running: set[Task] = set()
        self._slots: dict[tuple[int, str], Task] = {}
        self.failed: Callable[[Task, BaseException], object] = _log_only

    def run(self, owner: QObject, title: str, work: Callable[[Job], Any]) -> Task:
        """Start an operation that writes; `title` is what the progress card says."""
        task = self._task(owner, title, work)
        self.started.emit(task)
        QTimer.singleShot(PROGRESS_AFTER_MS, task, lambda: self._ask_progress(task))
        self._writer.put(task)
        return task

    def query(self, owner: QObject, work: Callable[[Job], Any], *, slot: str = "", title: str = "") -> Task:
        """Start a read; an older one of the same owner and slot is dropped."""
        task = self._task(owner, title, work)
        if slot:
            key = (id(owner), slot)
            older = self._slots.get(key)
            if older is not None:
                older.drop()
            self._slots[key] = task
            task.finished.connect(lambda: self._leave_slot(key, task))
        self._reader.put(task)
        return task

    def busy(self) -> bool:
        """Tell whether anything is still running or waiting."""
        return bool(self._running)

    def close(self, seconds: float = 10.0) -> bool:
        """Cancel what waits and wait for the threads; False where one did not end in time."""
        for task in list(self._running):
            task.drop()
        return self._writer.close(seconds) and self._reader.close(seconds)

    def _task(self, owner: QObject, title: str, work: Callable[[Job], Any]) -> Task:
        task = Task(owner, title, work)
        task.on_fault = self._on_fault
        self._running.add(task)
        task.finished.connect(lambda: self._running.discard(task))
        return task

    def _on_fault(self, task: Task, error: BaseException) -> None:
        # Looked up late: the window sets `failed` after the first queries may have started.
        self.failed(task, error)

    def _leave_slot(self, key: tuple[int, str], task: Task) -> None:
        if self._slots.get(key) is task:
            del self._slots[key]

    def _ask_progress(self, task: Task) -> None:
        if task in self._running:
            self.progress_wanted.emit(task)
