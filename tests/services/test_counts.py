"""Stock checks: the frozen list, every outcome of a scan, undo, names, faults."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from inventory.base.errors import Conflict, NotFound, ProblemsFound, Unavailable
from inventory.model.assets import Asset, Category, OldNumber
from inventory.model.counts import CountLine, CountScan
from inventory.model.organisation import Place
from inventory.services.counting import last_scans, place_progress, remaining, undo_last_scan
from inventory.services.counts import count_status, find_count
from inventory.services.documents import cancel
from inventory.services.issuing import issue, prepare_issue
from inventory.services.scanning import ScanRequest, scan
from inventory.store.check import problems
from inventory.store.quick import QuickWriter
from tests.services.count_kit import EN, made, place, scanned
from tests.services.small_register import ACCOUNT, small_register
from tests.services.test_issuing import request

TODAY = date(2025, 11, 18)


@pytest.fixture
def register(database_template, tmp_path):
    made = small_register(database_template, tmp_path / "rejestr.db")
    made.writer = QuickWriter(made.path, ACCOUNT)
    yield made
    made.writer.close()
    made.close()


def status(register, count):
    now = register.look(lambda s: count_status(s, count.id))
    assert now.expected == now.found + now.other_place + now.remaining
    return now.found, now.other_place, now.unknown, now.remaining


def test_expected_list_is_frozen(register):
    count = made(register)
    assert (count.expected, count.status, count.remaining) == (4, "open", 4)

    def rename(work):
        work.get(Asset, register.id_of("WR/669/0002")).name = "Inna nazwa"

    register.do(rename)
    lines = register.look(lambda s: s.scalars(select(CountLine).order_by(CountLine.number)).all())
    assert [(line.number, line.name, line.place, line.granted) for line in lines] == [
        ("WR/487/0015", "Laptop terenowy 14″", "A/012", True),
        ("WR/669/0002", "Lornetka termowizyjna", "A/012", True),
        ("WR/803/0007", "Drukarka przenośna A4", "A/012", True),
        ("WR/809/0417", "Biurko 160 × 80", "A/118", False),
    ]


def test_scope_takes_places_with_all_below_projects_and_leaves_out_what_is_gone(register):
    def prepare(work):
        building = Place(code="A", code_folded="a", name="Budynek A", path="A", path_key="a")
        work.add(building)
        work.flush()
        work.scalar(select(Place).where(Place.code == "A/118")).parent_id = building.id
        work.get(Asset, register.id_of("WR/803/0007")).status = "disposed"
        return building.id

    building = register.do(prepare)
    assert made(register, "Budynek A", place_ids=(building,)).expected == 1
    project = register.look(lambda s: s.get(Asset, register.id_of("WR/487/0015")).funding[0].project_id)
    assert made(register, "Projekt", project_id=project).expected == 2
    category = register.look(lambda s: s.scalar(select(Category.id).where(Category.code == "POJAZDY")))
    assert made(register, "Kategoria", category_ids=(category,)).expected == 0
    assert made(register, "Wszystko").expected == 3


def test_every_outcome_and_the_figures_add_up(register):
    count = made(register, place_ids=(place(register, "A/012"),))
    assert scanned(register, count, "WR/487/0015").outcome == "found"
    other = scanned(register, count, "WR/669/0002", at="B/001")
    assert (other.outcome, other.expected_place, other.counted_place) == ("other_place", "A/012", "B/001")
    again = scanned(register, count, "WR/487/0015")
    assert (again.outcome, again.first_by, again.is_elsewhere) == ("already", "Maria Lipowa", False)
    assert again.first_at is not None
    assert scanned(register, count, "WR/487/0015", at="B/001").is_elsewhere
    unknown = scanned(register, count, "5901234123457")
    assert (unknown.outcome, unknown.number, unknown.name) == ("unknown", None, None)
    assert scanned(register, count, "WR/809/0417").outcome == "not_in_scope"
    assert status(register, count) == (1, 1, 1, 1)


def test_code_may_be_lower_case_old_number_or_serial_but_never_a_part(register):
    def rename(work):
        asset = work.get(Asset, register.id_of("WR/669/0002"))
        asset.old_numbers = [OldNumber(number="STARY/77", number_folded="stary/77")]

    register.do(rename)
    count = made(register)
    assert scanned(register, count, "\twr/487/0015\r\n").outcome == "found"
    assert scanned(register, count, "stary/77").number == "WR/669/0002"
    assert scanned(register, count, "DP-4411-07").number == "WR/803/0007"
    for code in ("]C1WR/809/0417", "WR/809/041", "WR/809/0417WR/809/0417", "=1+1", "'; DROP TABLE asset; --"):
        assert scanned(register, count, code).outcome == "unknown", code


def test_scanned_place_changes_where_the_next_scan_counts(register):
    count = made(register)
    moved = scanned(register, count, "a/118")
    assert (moved.outcome, moved.counted_place, moved.place_id) == ("place", "A/118", place(register, "A/118"))
    assert register.look(lambda s: s.scalars(select(CountScan)).all()) == []


def test_room_in_the_counted_building_is_no_difference(register):
    def nest(work):
        building = Place(code="A", code_folded="a", name="Budynek A", path="A", path_key="a")
        work.add(building)
        work.flush()
        work.scalar(select(Place).where(Place.code == "A/012")).parent_id = building.id

    register.do(nest)
    count = made(register)
    assert scanned(register, count, "WR/487/0015", at="A").outcome == "found"
    assert scanned(register, count, "WR/809/0417", at="A").outcome == "other_place"


def test_same_scan_sent_twice_is_one_row(register):
    count = made(register)
    assert scanned(register, count, "WR/487/0015", uid="abc").outcome == "found"
    assert scanned(register, count, "WR/487/0015", uid="abc").outcome == "already"
    assert len(register.look(lambda s: s.scalars(select(CountScan)).all())) == 1


def test_blind_count_tells_nothing_until_it_is_closed(register):
    count = made(register, blind=True)
    outcomes = [scanned(register, count, code, at="B/001") for code in ("WR/487/0015", "WR/809/0417", "WR/487/0015")]
    assert [(o.outcome, o.expected_place) for o in outcomes] == [("counted", None)] * 3
    assert scanned(register, count, "nie ma").outcome == "unknown"
    assert {row.outcome for row in register.look(lambda s: last_scans(s, count.id))} == {"counted", "unknown"}
    assert status(register, count) == (0, 2, 1, 2)


def test_undo_takes_the_last_scan_back_and_the_next_counts_in_its_place(register):
    count = made(register)
    scanned(register, count, "WR/487/0015")
    scanned(register, count, "WR/669/0002")
    first = register.look(lambda s: s.scalars(select(CountScan).order_by(CountScan.id)).first()).id
    assert scanned(register, count, "WR/487/0015", at="B/001").outcome == "already"

    def undo(scan_id=None):
        return register.writer.run("Undo", lambda quick: undo_last_scan(quick, count.id, scan_id=scan_id)).value

    assert undo(first) == "WR/487/0015"
    assert status(register, count) == (1, 1, 0, 2)
    assert undo() == "WR/487/0015"
    assert undo() == "WR/669/0002"
    with pytest.raises(NotFound):
        undo()
    assert status(register, count) == (0, 0, 0, 4)
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []


def test_counter_sees_places_what_is_left_and_the_last_scans(register):
    count = made(register)
    scanned(register, count, "WR/487/0015")
    progress = register.look(lambda s: place_progress(s, count.id))
    assert [(row.code, row.expected, row.counted) for row in progress] == [("A/012", 3, 1), ("A/118", 1, 0)]
    left = register.look(lambda s: remaining(s, count.id))
    assert [row.number for row in left] == ["WR/669/0002", "WR/803/0007", "WR/809/0417"]
    (last,) = register.look(lambda s: last_scans(s, count.id))
    assert (last.outcome, last.number, last.place, last.counter) == ("found", "WR/487/0015", "A/012", "Maria Lipowa")


def test_asset_of_an_open_count_stays_unless_there_is_a_reason_and_the_count_is_rolled(register):
    count = made(register)
    preparation = register.look(
        lambda s: prepare_issue(s, request(register, "WR/669/0002"), EN, account=ACCOUNT, today=TODAY)
    )
    assert [problem.way_out for problem in preparation.problems] == ["count"]
    wanted = request(register, "WR/669/0002", count_reason="pilny wyjazd")
    out = register.do(lambda work: issue(work, wanted, EN))
    # It went to A/118 while the count was open, so there it is where it should be.
    assert scanned(register, count, "WR/669/0002", at="A/118").outcome == "found"
    register.do(lambda work: cancel(work, out.number, "pomyłka"))


def test_name_of_a_count_is_taken_once_and_found_whatever_the_case(register):
    count = made(register)
    assert register.look(lambda s: find_count(s, "spis ROCZNY 2025")) == count.id
    with pytest.raises(Conflict):
        made(register, "SPIS roczny 2025")
    with pytest.raises(NotFound):
        register.look(lambda s: find_count(s, "inny"))


def test_custodian_of_counted_assets_cannot_be_in_the_team(register):
    register.do(lambda work: issue(work, request(register, "WR/669/0002"), EN))
    with pytest.raises(ProblemsFound, match="Ewa Sosnowska"):
        made(register, team="Jan Olszyna\newa sosnowska")


def test_scan_writes_the_same_journal_as_everything_else(register):
    count = made(register)
    done = register.writer.run(
        "Scan", lambda quick: scan(quick, ScanRequest(count_id=count.id, code="WR/487/0015", counter="x"))
    )
    assert done.changes.tables == {"count_scan": frozenset({str(done.value.scan_id)})}
    assert done.changes.undoable is False
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []


def test_full_disk_saves_nothing_of_the_scan_and_counting_goes_on(register):
    count = made(register)
    assert scanned(register, count, "WR/487/0015").outcome == "found"
    connection = register.writer._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    saved = ["WR/487/0015"]

    def count_on():
        # What came before the fault stays in the list.
        saved.extend(scanned(register, count, f"kod {index} {'x' * 200}").code for index in range(2000))

    with pytest.raises(Unavailable, match="The disk is full"):
        count_on()
    rows = register.look(lambda s: s.scalars(select(CountScan).order_by(CountScan.id)).all())
    assert [row.code for row in rows] == saved
    connection.execute(f"PRAGMA max_page_count={pages + 1000}")
    assert scanned(register, count, "WR/669/0002").outcome == "found"
    with register.engine.connect() as checked:
        assert list(problems(checked)) == []


def test_scans_are_written_with_the_settings_that_survive_a_power_cut(register):
    settings = {
        name: register.writer._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    # 2 is FULL: the commit waits for the disk (reliability.md 1.2 and 1.3).
    assert settings == {"journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1}


def test_clock_set_back_keeps_the_order_and_lets_work_go_on(register):
    count = made(register)
    late, early = datetime(2030, 1, 1, 12, tzinfo=UTC), datetime(1971, 1, 1, 12, tzinfo=UTC)
    for code, moment in (("WR/487/0015", late), ("WR/669/0002", early)):
        wanted = ScanRequest(count_id=count.id, code=code, counter="x")
        register.writer.run("Scan", lambda quick, wanted=wanted: scan(quick, wanted), now=moment)
    assert [row.number for row in register.look(lambda s: last_scans(s, count.id))] == ["WR/669/0002", "WR/487/0015"]
    out = register.do(lambda work: issue(work, request(register, "WR/669/0002", count_reason="x"), EN), now=early)
    assert out.number == "P/0001/1971"
    with register.engine.connect() as connection:
        assert list(problems(connection)) == []
