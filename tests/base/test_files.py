"""Files that are replaced whole, and what is said where they cannot be."""

from __future__ import annotations

import errno

import pytest

from inventory.base.errors import Unavailable
from inventory.base.files import replacing, write_atomically
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
