"""Work off the main thread answers on it, in order, and never after its owner is gone."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject

from inventory.base.errors import Cancelled, Refused


def test_result_comes_back_on_the_main_thread(qtbot, operations):
    seen = []
    task = operations.run(operations, "Zapis", lambda _job: threading.current_thread().name)
    task.on_success(lambda name: seen.append((name, threading.current_thread() is threading.main_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("writer-0", True)]


def test_operations_run_one_after_another(qtbot, operations):
    order = []
    tasks = [operations.run(operations, "Zapis", lambda _job, n=n: order.append(n)) for n in range(20)]
    qtbot.waitUntil(lambda: not operations.busy())
    assert order == list(range(len(tasks)))


def test_refusal_goes_to_the_owner_or_to_the_window(qtbot, operations):
    own, window = [], []
    operations.failed = lambda task, error: window.append((task.title, str(error)))

    def refuse(_job):
        raise Refused("{number} is held by {person}. Take it back first.", number="WR/1", person="Ewa")

    operations.run(operations, "Wydanie", refuse).on_failure(own.append)
    operations.run(operations, "Wydanie", refuse)
    operations.run(operations, "Zwrot", refuse).on_failure(lambda _error: False)
    qtbot.waitUntil(lambda: len(window) == 2)
    assert [str(error) for error in own] == ["WR/1 is held by Ewa. Take it back first."]
    assert [title for title, _text in window] == ["Wydanie", "Zwrot"]


def test_fault_in_the_work_reaches_the_window(qtbot, operations):
    faults = []
    operations.failed = lambda _task, error: faults.append(error)
    operations.query(operations, lambda _job: 1 / 0)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], ZeroDivisionError)


def test_only_the_newest_query_of_a_slot_answers(qtbot, operations):
    answers, stopped = [], threading.Event()

    def slow(job):
        while not job.cancelled():
            stopped.wait(0.001)
        return "l"

    operations.query(operations, slow, slot="search").on_success(answers.append)
    operations.query(operations, lambda _job: "la", slot="search").on_success(answers.append)
    operations.query(operations, lambda _job: "lap", slot="search").on_success(answers.append)
    operations.query(operations, lambda _job: "other", slot="count").on_success(answers.append)
    qtbot.waitUntil(lambda: not operations.busy())
    assert sorted(answers) == ["lap", "other"]


def test_nothing_is_told_to_an_owner_that_is_gone(qtbot, operations):
    told, may_end = [], threading.Event()
    owner = QObject()
    operations.query(owner, lambda _job: may_end.wait(5)).on_success(told.append)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    may_end.set()
    qtbot.waitUntil(lambda: not operations.busy())
    assert told == []


def test_long_work_tells_how_far_it_is_and_can_be_stopped(qtbot, operations):
    errors, told = [], []

    def count(job):
        for n in range(10**9):
            job.progress(n, 10**9, "Wczytywanie")

    task = operations.run(operations, "Import", count).on_failure(errors.append)
    task.told.connect(lambda done, total, what: told.append((total, what)))
    with qtbot.waitSignal(operations.progress_wanted) as wanted:
        pass
    assert wanted.args == [task]
    task.cancel()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    assert set(told) == {(10**9, "Wczytywanie")}


def test_short_work_shows_no_progress(qtbot, operations):
    wanted = []
    operations.progress_wanted.connect(wanted.append)
    operations.run(operations, "Zapis", lambda _job: None)
    qtbot.waitUntil(lambda: not operations.busy())
    assert wanted == []


def test_an_answer_that_fails_leaves_nothing_running(qtbot, operations):
    def fail(_result):
        raise LookupError("gone")

    with qtbot.captureExceptions() as raised:
        operations.run(operations, "Import", lambda _job: 1).on_success(fail)
        qtbot.waitUntil(lambda: not operations.busy())
    assert [kind for kind, _error, _trace in raised] == [LookupError]
