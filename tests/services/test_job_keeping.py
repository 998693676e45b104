"""A print is kept before it is sent: a program that dies, a printer that vanishes, a file that cannot be written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inventory.base.errors import Cancelled, Unavailable
from inventory.catalogue.query import parse
from inventory.services.asset_details import asset_details
from inventory.services.job_keeping import JobKeeper, Why
from tests.conftest import ACCOUNT
from tests.services.printing_kit import written

ROOT = Path(__file__).resolve().parents[3]
DYING = """
import io, os, sys
from pathlib import Path
from inventory.application import Application
from inventory.base.i18n import translations
from inventory.catalogue.query import parse
from inventory.services.printing import LabelRequest, write_labels
from inventory.services.job_keeping import JobKeeper, Why

application = Application(Path(sys.argv[1]), account=sys.argv[2])
request = LabelRequest(ids=list(application.listing.ids(parse(""))))
made = application.read(lambda s: write_labels(s, request, io.BytesIO(), translations("pl")))
JobKeeper(application).printing(made, "Zebra", Why(), lambda told: os._exit(9), lambda *told: None)
"""


@pytest.fixture
def ids(demonstration):
    return list(demonstration.listing.ids(parse("")))


def states(application, ids):
    return {application.read(lambda s, one=one: asset_details(s, one)).sticker for one in ids}


def test_a_program_that_dies_while_it_prints_leaves_a_print_that_nobody_knows_the_end_of(demonstration_database):
    from inventory.application import Application

    killed = subprocess.run([sys.executable, "-c", DYING, str(demonstration_database), ACCOUNT], cwd=ROOT, check=False)
    assert killed.returncode == 9
    application = Application(demonstration_database, account=ACCOUNT)
    (row,) = JobKeeper(application).waiting()
    assert (row.result, row.target, row.labels) == ("sending", "Zebra", 14)
    assert states(application, list(application.listing.ids(parse("")))) == {"needed"}
    application.close()


def test_a_printer_that_vanishes_half_way_leaves_what_was_sent_and_marks_nothing(demonstration, tr, ids):
    keeper = JobKeeper(demonstration)
    _, made = written(demonstration, tr, ids, copies=3)

    def paint(told):
        told(1, 2)
        raise Unavailable("The printer stopped after page {page}.", page=1)

    with pytest.raises(Unavailable):
        keeper.printing(made, "Zebra", Why(reason="lost"), paint, lambda *_told: None)
    (row,) = keeper.waiting()
    assert (row.result, row.sent_pages, row.pages, row.reason) == ("failed", 1, 2, "lost")
    assert states(demonstration, ids) == {"needed"}
    # Yes is for what was sent: three labels each of the first eight.
    assert keeper.confirm(row.id)[0] == 8


def test_a_printer_that_never_began_leaves_a_failed_print_and_no_question(demonstration, tr, ids):
    keeper = JobKeeper(demonstration)
    _, made = written(demonstration, tr, ids[:1])

    def paint(_told):
        raise Unavailable("The printer does not respond. Check it, or save the document as a PDF.")

    with pytest.raises(Unavailable):
        keeper.printing(made, "Zebra", Why(), paint, lambda *_told: None)
    assert keeper.waiting() == []
    assert states(demonstration, ids) == {"needed"}


def test_what_is_being_sent_now_is_not_asked_about(demonstration, tr, ids):
    keeper = JobKeeper(demonstration)
    _, made = written(demonstration, tr, ids[:1])
    seen = []
    job = keeper.printing(made, "Zebra", Why(), lambda _told: seen.append(keeper.waiting()), lambda *_told: None)
    assert seen == [[]]
    assert [(row.id, row.result) for row in keeper.waiting()] == [(job, "pending")]


def test_a_file_that_cannot_take_its_name_is_a_failed_print(demonstration, tr, ids, tmp_path):
    keeper = JobKeeper(demonstration)
    content, made = written(demonstration, tr, ids[:1])
    blocked = tmp_path / "naklejki.pdf"
    blocked.mkdir()

    def write(stream):
        stream.write(content)
        return made

    with pytest.raises((OSError, Unavailable)):
        keeper.saving(blocked, Why(), write)
    assert keeper.waiting() == []


def test_a_print_that_is_stopped_says_after_which_page(demonstration, tr, ids):
    keeper = JobKeeper(demonstration)
    _, made = written(demonstration, tr, ids, copies=3)

    def stopped(_done, _total):
        raise Cancelled("Stopped. Nothing was changed.")

    with pytest.raises(Cancelled) as error:
        keeper.printing(made, "Zebra", Why(), lambda told: told(1, 2), stopped)
    assert error.value.text(tr).startswith("Zatrzymano po stronie 1 z 2.")
    assert [(row.result, row.sent_pages) for row in keeper.waiting()] == [("failed", 1)]


def test_what_was_sent_to_the_end_cannot_be_stopped_any_more(demonstration, tr, ids):
    keeper = JobKeeper(demonstration)
    _, made = written(demonstration, tr, ids[:1])

    def stopped(_done, _total):
        raise Cancelled("Stopped. Nothing was changed.")

    job = keeper.printing(made, "Zebra", Why(), lambda told: told(1, 1), stopped)
    assert [(row.id, row.result) for row in keeper.waiting()] == [(job, "pending")]
