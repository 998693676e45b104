"""Faults of the surroundings on the program as a whole; each test names its number in reliability.md section 3."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inventory.application import Application
from inventory.base.errors import Unavailable
from inventory.base.presence import Presence
from inventory.base.settings import Settings
from inventory.catalogue.query import parse
from inventory.store.check import problems

ROOT = Path(__file__).resolve().parent.parent
OLD = ROOT / "tests" / "data" / "ewidencja-stara-2000.xlsx"
posix = pytest.mark.skipif(sys.platform == "win32", reason="a limit of the file size is a matter of POSIX")


def start(*words, **environment):
    """Start the program with these words and let it run."""
    return subprocess.Popen(
        [sys.executable, "-m", "inventory", *map(str, words)],
        cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def finished(process):
    out, told = process.communicate(timeout=60)
    return process.returncode, out.decode("utf-8"), told.decode("utf-8")


def size(path):
    """The bytes of a file that another process makes and removes."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def whole(path):
    """The number of assets of a register that must be whole."""
    application = Application(path, settings=Settings(language="en"), account="tester")
    try:
        assert application.read(lambda session: list(problems(session.connection()))) == []
        return application.listing.count(parse(""))
    finally:
        application.close()


@pytest.mark.parametrize("written", [1, 10_000, 50_000, 150_000])
def test_import_that_is_killed_leaves_all_or_nothing(database, written):
    """3: kill inside an import."""
    process = start("--database", database, "import", OLD)
    journal = database.with_name(database.name + "-journal")
    # Another moment of the writing each time.
    while process.poll() is None and size(journal) < written:
        pass
    process.kill()
    process.communicate()
    assert whole(database) in {0, 2000}


def test_backup_that_is_killed_leaves_no_half_file(demonstration_database, tmp_path):
    """5: kill inside a backup; what has the final name is whole."""
    folder = tmp_path / "kopie"
    for _ in range(4):
        process = start("--database", demonstration_database, "backup", folder)
        while process.poll() is None and not (folder.exists() and any(folder.iterdir())):
            pass
        process.kill()
        process.communicate()
        for copy in folder.glob("*.db"):
            assert whole(copy) == 14
        shutil.rmtree(folder, ignore_errors=True)


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("export", "lista.xlsx"),
        ("export", "lista.csv"),
        ("labels", "naklejki.pdf", "--number", "WR/487/0012"),
        ("backup", "."),
    ],
)
def test_full_disk_keeps_the_old_file_and_leaves_no_other(demonstration_database, tmp_path, words):
    """7: disk full during a sheet, a paper or a backup."""
    folder = tmp_path / "wynik"
    folder.mkdir()
    target = folder / words[1]
    if target.suffix:
        target.write_bytes(b"stary plik")
    command = [sys.executable, "-c", FULL, "--database", str(demonstration_database), words[0], str(target), *words[2:]]
    code, out, told = finished(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    assert (code, out, told.count("\n")) == (1, "", 1)
    assert "Traceback" not in told
    assert "inventory.log" not in told
    assert [path.read_bytes() for path in folder.iterdir()] == ([b"stary plik"] if target.suffix else [])
    assert whole(demonstration_database) == 14


@posix
def test_full_disk_while_a_register_is_made_leaves_none_and_is_one_sentence(tmp_path):
    """7: disk full at the very first step."""
    target = tmp_path / "nowy.db"
    command = [sys.executable, "-c", FULL, "--database", str(target), "init"]
    code, out, told = finished(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    assert (code, out, told.count("\n")) == (1, "", 1)
    assert "inventory.log" not in told
    assert list(tmp_path.iterdir()) == []


# No file may grow beyond 1000 bytes, which every write meets as it meets a full disk. Python 3.11 would keep its own
# bytecode cut off at that length too, and everybody after it would fail.
FULL = (
    "import resource, signal, sys; sys.dont_write_bytecode = True; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    "from inventory.cli.main import run; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
    "sys.exit(run(sys.argv[1:]))"
)


def test_lock_of_a_killed_window_is_gone(database):
    """22: a lock left by a killed process."""
    command = [sys.executable, "-c", HOLD, str(database)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout.readline().strip() == b"held"
    assert Presence.take(database) is None
    process.kill()
    process.communicate()
    held = Presence.take(database)
    assert held is not None
    held.release()


HOLD = (
    "import sys, time; from pathlib import Path; from inventory.base.presence import Presence; "
    "held = Presence.take(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
)


@posix
@pytest.mark.parametrize("replaced", [False, True])
def test_register_taken_away_while_open_is_noticed(application, tmp_path, replaced):
    """25: file deleted or replaced under the program; the system itself would write into nothing."""
    application.operation("Test", lambda work: work.journal.operation)
    application.path.rename(tmp_path / "odłożony.db")
    if replaced:
        shutil.copyfile(tmp_path / "odłożony.db", application.path)
    with pytest.raises(Unavailable, match="moved, deleted or replaced"):
        application.operation("Test", lambda work: work.journal.operation)
    (tmp_path / "odłożony.db").replace(application.path)
    application.operation("Test", lambda work: work.journal.operation)


@pytest.mark.parametrize("limit", [400_000, 2_000_000, 6_000_000])
def test_running_out_of_memory_leaves_the_register_whole(database, limit):
    """29: out of memory, at different places of a long change."""
    code = SHORT.format(limit=limit, database=str(database))
    result, out, told = finished(
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    )
    assert (result, out, told.count("\n")) == (1, "", 1)
    assert "Traceback" not in told
    assert whole(database) == 0


SHORT = (
    "import sqlite3, sys; sqlite3.connect(':memory:').execute('PRAGMA hard_heap_limit={limit}'); "
    "from inventory.cli.main import run; sys.exit(run(['--database', {database!r}, 'generate', '--assets', '9000']))"
)


@pytest.mark.parametrize("text", ["%", "_", "100%", "zz_zz", "\\", "WR_487"])
def test_signs_of_like_are_only_text(demonstration, text):
    """76: `%` and `_` find themselves, not everything, with the search index and without it."""
    assert demonstration.listing.count(parse(text)) == 0
    demonstration.prepare(lambda: False)
    assert demonstration.listing.count(parse(text)) == 0


def test_planted_code_in_the_data_folder_is_never_run(demonstration_database, home, tmp_path):
    """96: a module or a start-up file dropped beside the register and in the data folder; 95: their variables."""
    for folder in (home / "Inventory", demonstration_database.parent):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("sitecustomize.py", "sqlalchemy.py", "json.py", "inventory.py", "start.py"):
            (folder / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", encoding="utf-8")
    environment = {"PYTHONSTARTUP": str(demonstration_database.parent / "start.py"), "QT_PLUGIN_PATH": str(home)}
    code, out, told = finished(start("--database", demonstration_database, "list", "--json", **environment))
    assert (code, told) == (0, "")
    assert '"total": 14' in out
    assert not (tmp_path / "ran").exists()


def test_planted_paths_are_dropped_before_qt(monkeypatch):
    """95: what would have Qt load foreign plug-ins."""
    from inventory.base.surroundings import prepare

    for name in ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"):
        monkeypatch.setenv(name, "/tmp/planted")
    prepare()
    assert not {"QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"} & set(os.environ)


def test_work_goes_on_without_a_temporary_folder(demonstration_database, tmp_path):
    """98: TEMP missing or not writable."""
    gone = {name: str(tmp_path / "nie ma") for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR")}
    code, _, told = finished(start("--database", demonstration_database, "export", tmp_path / "lista.xlsx", **gone))
    assert (code, told) == (0, "")
    assert finished(start("--database", demonstration_database, "backup", tmp_path / "kopie", **gone))[0] == 0


def test_long_path_with_polish_letters_works(tmp_path, demonstration_database):
    """99: a name with letters outside ASCII, a path of more than 260 characters."""
    folder = tmp_path.joinpath(*["Żółte teczki wydziału – kopia (2)"] * 8)
    folder.mkdir(parents=True)
    register = folder / "rejestr sprzętu.db"
    shutil.copyfile(demonstration_database, register)
    assert len(str(register)) > 260
    assert finished(start("--database", register, "generate", "--assets", "1"))[0] == 0
    assert finished(start("--database", register, "export", folder / "lista.xlsx"))[0] == 0
    assert whole(register) == 15


def test_target_held_by_another_program_is_told(demonstration_database, tmp_path, monkeypatch):
    """100: a spreadsheet that has the target open."""
    from inventory.base.files import write_atomically

    def held(self, target):
        raise PermissionError(13, "held", str(target))

    monkeypatch.setattr(Path, "replace", held)
    (tmp_path / "lista.csv").write_bytes(b"stary")
    with pytest.raises(Unavailable, match="open in another program"):
        write_atomically(tmp_path / "lista.csv", b"nowy")
    assert [path.read_bytes() for path in tmp_path.glob("*.*sv*")] == [b"stary"]
