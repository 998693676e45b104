"""Files that are replaced whole, and what is said where they cannot be."""

from __future__ import annotations

import errno
import time
from pathlib import Path

import pytest

from inventory.base.errors import Unavailable
from inventory.base.files import made_folder, replacing, write_atomically
from inventory.base.i18n import translations


def fail_while_writing(path, error):
    with replacing(path) as part:
        part.write_bytes(b"half")
        raise error


def test_folder_in_the_place_of_the_file_is_told_before_any_work(tmp_path):
    with pytest.raises(Unavailable) as told, replacing(tmp_path):
        pytest.fail("the work began")
    assert told.value.text(translations("pl")) == f"{tmp_path} to folder. Podaj nazwę pliku."


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "dysk jest pełny"), (errno.EIO, "Poprzedni plik jest bez zmian")]
)
def test_failure_while_writing_leaves_the_old_file_and_is_told_in_polish(tmp_path, number, words):
    path = tmp_path / "lista.csv"
    path.write_bytes(b"old")
    with pytest.raises(Unavailable) as told:
        fail_while_writing(path, OSError(number, "English words"))
    assert words in told.value.text(translations("pl"))
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]


def test_path_through_a_file_is_told_in_polish(tmp_path):
    (tmp_path / "plik").write_bytes(b"")
    with pytest.raises(Unavailable) as told:
        write_atomically(tmp_path / "plik" / "p.pdf", b"new")
    assert "częścią ścieżki jest plik" in told.value.text(translations("pl"))


def test_folder_that_is_not_there_is_named_and_not_made(tmp_path):
    missing = tmp_path / "Dokumetny"
    with pytest.raises(Unavailable) as told:
        write_atomically(missing / "2025" / "lista.csv", b"new")
    assert told.value.text(translations("pl")) == f"Nie ma folderu {missing}. Nic nie zapisano."
    assert list(tmp_path.iterdir()) == []


def test_name_that_is_too_long_is_told_in_polish(tmp_path):
    with pytest.raises(Unavailable) as told:
        write_atomically(tmp_path / ("a" * 300 + ".csv"), b"new")
    assert "nazwa jest za długa" in told.value.text(translations("pl"))
    assert list(tmp_path.iterdir()) == []


def test_only_the_last_folder_is_made(tmp_path):
    with made_folder(tmp_path / "kopie"):
        pass
    assert (tmp_path / "kopie").is_dir()
    with pytest.raises(Unavailable, match="There is no folder"), made_folder(tmp_path / "nie ma" / "kopie"):
        pytest.fail("the work began")
    assert not (tmp_path / "nie ma").exists()


def test_folder_in_which_nothing_came_to_lie_does_not_stay(tmp_path):
    with pytest.raises(ZeroDivisionError), made_folder(tmp_path / "kopie"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("refusals", [0, 1, 2])
def test_file_held_for_a_moment_is_tried_again(tmp_path, monkeypatch, refusals):
    path = tmp_path / "lista.csv"
    path.write_bytes(b"old")
    replace, seen = Path.replace, []

    def held(part, target):
        seen.append(path.read_bytes())
        if len(seen) <= refusals:
            raise PermissionError(errno.EACCES, "held by a spreadsheet")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", held)
    write_atomically(path, b"new")
    assert seen == [b"old"] * (refusals + 1)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"new"]


def test_file_held_for_long_is_told_and_stays_whole(tmp_path, monkeypatch):
    path = tmp_path / "lista.csv"
    path.write_bytes(b"old")

    def held(_part, _target):
        raise PermissionError(errno.EACCES, "held by a spreadsheet")

    monkeypatch.setattr(Path, "replace", held)
    began = time.monotonic()
    with pytest.raises(Unavailable) as told:
        write_atomically(path, b"new")
    assert time.monotonic() - began >= 2
    assert told.value.text(translations("pl")) == (
        "Plik lista.csv jest otwarty w innym programie. Zamknij go albo wybierz inną nazwę."
    )
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]
