"""2: power cut at any instant: every scan that was answered is there, the file is whole (reliability.md section 2)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest

from inventory.application import Application
from inventory.base.errors import Refused
from inventory.services.counts import CountRequest, create_count
from inventory.services.scanning import ScanRequest, scan
from inventory.store import quick
from inventory.store.check import problems
from inventory.store.connection import check_file, connect_reader
from inventory.store.engine import register_engine
from tests.store.power import Connection, RecordingDisk, Step, cuts

SCANS = 40


@pytest.fixture(scope="module")
def recorded(demonstration_template, tmp_path_factory):
    """The register before and every step of the disk while the program's own writer takes forty scans."""
    path = tmp_path_factory.mktemp("zasilanie") / "rejestr.db"
    path.write_bytes(demonstration_template.read_bytes())
    application = Application(path, account="tester")
    count = application.operation("Count", lambda work: create_count(work, CountRequest(name="Spis"))).value
    numbers = application.listing.numbers(range(1, 15))
    application.close()
    start = {path.name: path.read_bytes()}
    disk = RecordingDisk()
    with pytest.MonkeyPatch.context() as patch:
        driver = SimpleNamespace(connect=lambda file, **_options: Connection(file, disk), Error=sqlite3.Error)
        patch.setattr(quick, "sqlite3", driver)
        writer = quick.QuickWriter(path, "tester")
        for turn in range(SCANS):
            # Known codes and unknown ones, long enough to fill pages.
            code = numbers[turn] if turn < len(numbers) else f"{turn:04}" * 60
            request = ScanRequest(count_id=count.id, code=code, counter="Maria Lipowa", uid=f"scan-{turn}")
            writer.run("Scan", lambda work, request=request: scan(work, request))
            disk.steps.append(Step("told", request.uid))
        writer.close()
    return start, disk.steps


def opened(folder, files):
    """Put the files of a cut down, open the register as the program does, and return the scans in it."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    path = folder / "rejestr.db"
    check_file(path)
    with closing(connect_reader(path)) as reader:
        assert reader.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        return {uid for (uid,) in reader.execute("SELECT uid FROM count_scan")}


def test_no_answered_scan_is_lost_at_any_power_cut(recorded, tmp_path):
    partly = 0
    for number, (files, promised) in enumerate(cuts(*recorded, 400)):
        found = opened(tmp_path, files)
        assert promised <= found
        # At most the scan that was being written when the power went.
        assert len(found - promised) <= 1
        partly += found != promised
        if number % 20 == 0:
            engine = register_engine(tmp_path / "rejestr.db")
            with engine.connect() as connection:
                assert list(problems(connection)) == []
            engine.dispose()
    assert partly


def test_a_drive_that_ignores_syncs_would_lose_scans(recorded, tmp_path):
    """The cuts are hard enough: without syncs they do damage."""
    harmed = 0
    for files, promised in cuts(*recorded, 40, syncs=False):
        try:
            harmed += not promised <= opened(tmp_path, files)
        except (sqlite3.DatabaseError, AssertionError, Refused):
            harmed += 1
    assert harmed > 20
