"""Where commands write: a mistyped folder is named and refused, and nothing is made or changed."""

from __future__ import annotations

import pytest

from tests.cli.running import Script


@pytest.fixture(params=["pl", "en"])
def said(request):
    """The language and the beginning of the refusal in it."""
    return request.param, {"pl": "Nie ma folderu", "en": "There is no folder"}[request.param]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("export",), "lista.xlsx"),
        (("export",), "lista.csv"),
        (("export",), "lista.json"),
        (("labels", "--number", "WR/487/0012"), "naklejki.pdf"),
        (("issue", "--to", "Ewa Sosnowska", "--number", "WR/803/0008", "--pdf"), "protokół.pdf"),
        (("return", "--number", "WR/487/0012", "--pdf"), "protokół.pdf"),
        (("document", "P/0001/2026", "--pdf"), "protokół.pdf"),
        (("count", "report", "Roczny", "--pdf"), "arkusze.pdf"),
        (("backup",), "kopie"),
    ],
)
def test_folder_that_is_missing_is_named_and_nothing_is_done(demo, tmp_path, words, name, said):
    language, beginning = said
    if words[0] == "document":
        words = (words[0], demo.answer("documents")["documents"][0]["number"], words[2])
    if words[0] == "count":
        demo("count", "new", "Roczny")
    missing = tmp_path / "Dokumetny"
    before = demo.path.read_bytes()
    outcome = demo(*words, missing / "2025" / name, "--json", "--lang", language)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(f"{beginning} {missing}.")
    assert outcome.err.count("\n") == 1
    assert not missing.exists()
    assert demo.path.read_bytes() == before


def test_backup_makes_its_own_folder_and_no_other(demo, tmp_path):
    assert demo("backup", tmp_path / "kopie").code == 0
    assert demo("backup", tmp_path / "nie ma" / "kopie").code == 1
    assert not (tmp_path / "nie ma").exists()


def test_copy_that_is_not_there_is_told_without_advice_to_make_a_register(demo, tmp_path, said):
    language, _ = said
    copy = tmp_path / "kopia.db"
    before = demo.path.read_bytes()
    outcome = demo("restore", copy, "--json", "--lang", language)
    assert (outcome.code, outcome.out) == (1, "")
    told = {"pl": f"Nie ma kopii {copy}. Nic nie zmieniono.", "en": f"The copy {copy} is not there."}[language]
    assert outcome.err.startswith(told)
    assert outcome.err.count("\n") == 1
    assert demo.path.read_bytes() == before


def test_restore_makes_the_folder_of_a_register_that_is_lost(demo, tmp_path, capsys):
    copy = demo.answer("backup", tmp_path)["file"]
    lost = Script(capsys, tmp_path / "Dane" / "rejestr.db")
    assert lost.answer("restore", copy)["kept"] is None
    assert lost.answer("list")["total"] == 14
