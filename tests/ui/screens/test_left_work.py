"""What was typed when the program was killed is offered at the next start and comes back whole."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def killed(demonstration_database):
    """The register of a program that was killed in the middle of two forms."""
    command = [sys.executable, "-m", "tests.ui.vanishing", str(demonstration_database)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as child:
        assert child.stdout.readline() == "kept\n"
        child.kill()
    return demonstration_database


def strips(desk):
    return [strip for strip in desk.window.messages.area().strips() if strip.notice.key.startswith("left ")]


def test_killed_program_offers_both_forms_and_brings_them_back_whole(make_desk, killed):
    desk = make_desk(killed)
    desk.qtbot.waitUntil(lambda: len(strips(desk)) == 2, timeout=20_000)
    handover, asset = strips(desk) if "Przekazanie" in strips(desk)[0].notice.text else strips(desk)[::-1]
    assert "WR/669/0002" in handover.notice.text
    assert "WR/487/0012" in asset.notice.text
    asset.action.click()
    page = desk.window.current_page()
    desk.qtbot.waitUntil(lambda: page._data is not None)
    desk.settle()
    assert page.body.purchase.field("name").value() == "Laptop przepisany"
    assert [line.name.value() for line in page.body.set.accessories.lines][-1] == "mysz"
    assert page.is_dirty()
    page.keeping.forget()
    page._initial = page.body.snapshot()

    assert strips(desk) == [handover]
    handover.action.click()
    desk.settle()
    form = desk.window.current_page()
    form.check()
    desk.settle()
    assert [row.shown.number for row in form.items.rows] == ["WR/669/0002"]
    assert form.terms.fields["purpose"].value() == "Patrol nocny"


def test_closed_program_offers_nothing(make_desk, killed):
    first = make_desk(killed)
    first.qtbot.waitUntil(lambda: len(strips(first)) == 2, timeout=20_000)
    first.program.end()
    again = make_desk(killed)
    again.qtbot.waitUntil(lambda: again.program.bridge is not None and not again.program.operations.busy())
    again.settle()
    assert strips(again) == []


def test_what_was_kept_on_purpose_before_is_not_offered_as_lost(make_desk, demonstration_database):
    from inventory.services.drafts import save_draft

    first = make_desk(demonstration_database)
    content = {"form": "issue", "facts": {}, "items": [], "numbers": ["WR/669/0002"]}
    first.application.operation("Test", lambda work: save_draft(work, "handover", "Ewa", content))
    first.settle()
    first.program.end()
    # As a window leaves it that began afterwards and vanished.
    mark = demonstration_database.with_name(demonstration_database.name + ".open")
    mark.touch()
    later = (datetime.now(UTC) + timedelta(minutes=1)).timestamp()
    os.utime(mark, (later, later))
    again = make_desk(demonstration_database)
    again.qtbot.waitUntil(lambda: again.program.single.left_since() is not None)
    again.settle()
    assert strips(again) == []
