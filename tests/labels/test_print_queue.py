"""Print queues get labels as they are: lp with a program of its name, the spooler of Windows call by call."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from inventory.base.errors import Cancelled, Unavailable
from inventory.base.i18n import translations
from inventory.labels import winspool
from inventory.labels.sending import QueueDestination

POLISH = translations("pl")

LP = """
import json, pathlib, shutil, sys
here = pathlib.Path(sys.argv[0]).parent
(here / "asked.json").write_text(json.dumps(sys.argv[1:]))
if "broken" in sys.argv:
    sys.exit("lp: The printer or class does not exist.\\n")
shutil.copy(sys.argv[-1], here / "spooled")
"""


@pytest.fixture
def lp(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "lp"
    script = folder / "lp.py"
    script.write_text(LP, encoding="utf-8")
    # The folder of Python may have spaces in its name, which the first line of a script cannot have.
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a spooler of its own")
class TestLp:
    def test_a_queue_gets_the_file_as_it_is(self, few, lp):
        told = []
        name = "Zebra $(touch x); ł"
        assert QueueDestination(name).send(few, progress=lambda *now: told.append(now)) == 6
        assert (lp / "spooled").read_bytes() == few.read_bytes()
        asked = (lp / "asked.json").read_text(encoding="utf-8").encode().decode("unicode_escape")
        assert asked == f'["-d", "{name}", "-o", "raw", "--", "{few}"]'
        assert told == [(6, 6)]

    def test_a_queue_that_is_not_there_is_told(self, few, lp):
        with pytest.raises(Unavailable) as fault:
            QueueDestination("broken").send(few)
        text = fault.value.text(POLISH)
        assert "The printer or class does not exist" in text
        assert "Nie wysłano żadnej naklejki." in text

    def test_a_system_without_queues_is_told(self, few, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(Unavailable, match="no print queues"):
            QueueDestination("Zebra").send(few)

    def test_a_stop_gives_nothing_to_the_queue(self, few, lp):
        with pytest.raises(Cancelled):
            QueueDestination("Zebra").send(few, cancelled=lambda: True)
        assert not (lp / "asked.json").exists()


class Spooler:
    """The functions of winspool.drv, called as Windows would be; `fails` is the one that says no."""

    def __init__(self, fails: str = "", after: int = 0) -> None:
        self.calls, self.data, self.document = [], b"", None
        self.fails, self.after = fails, after

    def __getattr__(self, name):
        def called(*arguments):
            self.calls.append(name)
            if name == self.fails and self.calls.count(name) > self.after:
                return 0
            if name == "StartDocPrinterW":
                self.document = arguments[2]._obj
            if name == "WritePrinter":
                # A spooler may take less than it is offered.
                taken = min(1000, arguments[2].value)
                self.data += arguments[1][:taken]
                arguments[3]._obj.value = taken
            return 1

        return called


def spooled(monkeypatch, spooler, file, **rules) -> None:
    monkeypatch.setattr(winspool, "_library", lambda: spooler)
    monkeypatch.setattr(winspool, "_reason", lambda: "Odmowa dostępu")
    winspool.send_spool("Zebra", winspool.Handing(file, rules.get("progress"), rules.get("cancelled")))


def test_the_spooler_of_windows_gets_one_raw_document(few, monkeypatch):
    spooler = Spooler()
    spooled(monkeypatch, spooler, few)
    assert spooler.data == few.read_bytes()
    assert (spooler.document.name, spooler.document.datatype) == (few.name, "RAW")
    assert spooler.calls[:3] == ["OpenPrinterW", "StartDocPrinterW", "StartPagePrinter"]
    assert spooler.calls[-3:] == ["EndPagePrinter", "EndDocPrinter", "ClosePrinter"]
    assert "AbortPrinter" not in spooler.calls


@pytest.mark.parametrize(
    ("fails", "after", "said"),
    [
        ("OpenPrinterW", 0, "Nie wysłano żadnej naklejki."),
        ("StartDocPrinterW", 0, "Nie wysłano żadnej naklejki."),
        ("StartPagePrinter", 0, "6 z 6"),
        ("WritePrinter", 4, "4 z 6"),
        ("EndDocPrinter", 0, "0 z 6"),
    ],
)
def test_a_spooler_that_says_no_takes_the_document_back(few, monkeypatch, fails, after, said):
    spooler = Spooler(fails, after)
    with pytest.raises(Unavailable) as fault:
        spooled(monkeypatch, spooler, few)
    assert said in fault.value.text(POLISH)
    assert "Odmowa dostępu" in fault.value.text(POLISH)
    assert ("AbortPrinter" in spooler.calls) == (fails not in {"OpenPrinterW", "StartDocPrinterW"})
    assert (spooler.calls[-1] == "ClosePrinter") == (fails != "OpenPrinterW")


def test_a_stop_takes_the_document_back(few, monkeypatch):
    spooler, told = Spooler(), []
    with pytest.raises(Cancelled, match="4 of 6"):
        spooled(monkeypatch, spooler, few, progress=lambda *now: told.append(now), cancelled=lambda: bool(told))
    assert spooler.calls[-2:] == ["AbortPrinter", "ClosePrinter"]
