"""Several processes on one register: numbers without gaps, scans that survive a kill (reliability.md 1)."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from inventory.base.text import fold, sort_key
from inventory.model.assets import Asset, Category
from inventory.model.counts import CountScan
from inventory.model.movements import Document
from inventory.services.counts import CountRequest, count_status, create_count, find_count
from inventory.store.check import problems
from tests.services.small_register import small_register

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def register(database_template, tmp_path):
    made = small_register(database_template, tmp_path / "rejestr wspólny.db")
    yield made
    made.close()


def add_chairs(register, number):
    def add(work):
        category = work.scalars(select(Category)).first()
        for index in range(number):
            code = f"K/{index:04d}"
            work.add(
                Asset(
                    number=code,
                    number_folded=fold(code),
                    number_key=sort_key(code),
                    name="Krzesło",
                    name_key="krzesło",
                    category_id=category.id,
                    created_at=datetime(2025, 1, 1, tzinfo=UTC),
                )
            )

    register.do(add)


def start(task, register, first, last):
    command = [sys.executable, "-m", "tests.services.worker", task, str(register.path), str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")


def finish(processes):
    outputs = [process.communicate(timeout=110)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return outputs


def test_numbers_have_no_gap_when_three_processes_issue_at_once(register):
    add_chairs(register, 60)
    outputs = finish([start("issue", register, first, first + 20) for first in (0, 20, 40)])
    year = datetime.now(UTC).astimezone().year
    assert sorted(number for output in outputs for number in output) == [f"P/{n:04d}/{year}" for n in range(1, 61)]
    # Each process sees its own numbers rise.
    assert all(output == sorted(output) for output in outputs)
    assert register.look(lambda s: len(s.scalars(select(Document.id)).all())) == 60
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []


def test_two_processes_never_print_the_same_number_ahead(register):
    outputs = finish([start("reserve", register, 0, 10), start("reserve", register, 0, 10)])
    numbers = [number for output in outputs for number in output]
    assert len(set(numbers)) == len(numbers) == 60


def test_two_processes_count_the_same_room(register):
    add_chairs(register, 300)
    count = register.do(lambda work: create_count(work, CountRequest(name="Spis")))
    # A hundred chairs are scanned by both.
    outputs = finish([start("scan", register, 0, 200), start("scan", register, 100, 300)])
    outcomes = [outcome for output in outputs for outcome in output]
    assert (outcomes.count("found"), outcomes.count("already"), len(outcomes)) == (300, 100, 400)
    assert register.look(lambda s: count_status(s, count.id)).found == 300
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []


@pytest.mark.parametrize("printed", [1, 37, 120])
def test_every_answered_scan_is_there_after_a_kill(register, printed):
    add_chairs(register, 300)
    register.do(lambda work: create_count(work, CountRequest(name="Spis")))
    process = start("scan", register, 0, 300)
    answered = [process.stdout.readline().strip() for _ in range(printed)]
    process.kill()
    answered += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    rows = register.look(lambda s: s.scalars(select(CountScan).order_by(CountScan.id)).all())
    # What was answered is saved; at most the one under way is saved and not answered.
    assert len(answered) <= len(rows) <= len(answered) + 1
    assert [row.code for row in rows] == [f"K/{index:04d}" for index in range(len(rows))]
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []
    count = register.look(lambda s: find_count(s, "Spis"))
    assert register.look(lambda s: count_status(s, count)).found == len(rows)
