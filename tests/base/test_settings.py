"""A damaged settings file never stops the program: defaults apply and the file is kept (reliability.md 31)."""

from __future__ import annotations

import pickle

import pytest

from inventory.base.faultlog import log_fault, masked
from inventory.base.presence import Presence
from inventory.base.settings import Settings, load_settings


def test_settings_are_read_as_they_were_written(tmp_path):
    path = tmp_path / "Ustawienia ąę" / "settings.json"
    Settings(language="en", register="C:/żółw.db", views={"list": {"width": 3}}).save(path)
    assert load_settings(path) == Settings(language="en", register="C:/żółw.db", views={"list": {"width": 3}})


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"language": "en"', b"[" * 100_000, b"[]", b"\xff\xfe\x00", pickle.dumps({"language": "en"})],
)
def test_damaged_settings_are_kept_aside(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == Settings()
    assert path.with_suffix(".bad").read_bytes() == content
    assert not path.exists()


def test_settings_with_a_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "settings.json"
    path.write_bytes(b'\xef\xbb\xbf{"language": "en"}')
    assert load_settings(path).language == "en"


def test_value_of_a_wrong_kind_counts_as_missing(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"language": 5, "sound_volume": NaN, "label_dpi": "x", "theme": "dark"}', encoding="utf-8")
    assert load_settings(path) == Settings(theme="dark")


def test_what_a_newer_version_wrote_is_kept(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"language": "en", "future": [1]}', encoding="utf-8")
    load_settings(path).save(path)
    assert load_settings(path).other == {"future": [1]}


@pytest.mark.parametrize(
    "secret",
    ["jan.kowalski@example.org", "85010112345", "+48 600 700 800", "password=Tajne1", "postgresql://u:p@host/db"],
)
def test_log_holds_no_personal_data(tmp_path, secret):
    path = log_fault(ValueError(f"{secret} was refused"), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert secret not in text
    assert "ValueError" in text


def test_forged_line_in_an_error_stays_in_its_entry(tmp_path):
    log_fault(ValueError("a\n--- 2020-01-01T00:00:00Z forged"), tmp_path)
    assert masked("x") == "x"
    assert (tmp_path / "inventory.log").exists()


def test_one_window_holds_a_register(tmp_path):
    register = tmp_path / "rejestr.db"
    first = Presence.take(register)
    assert Presence.take(register) is None
    first.release()
    second = Presence.take(register)
    assert second is not None
    second.release()
    assert list(tmp_path.glob("*.open")) == []


def test_window_that_vanished_tells_since_when_it_was_open(tmp_path):
    register = tmp_path / "rejestr.db"
    first = Presence.take(register)
    assert first.left_since is None
    began = (tmp_path / "rejestr.db.open").stat().st_mtime
    # The system closes the files of a process that is killed and leaves them where they are.
    first._file.close()
    second = Presence.take(register)
    assert second.left_since.timestamp() == pytest.approx(began)
    second.release()
    third = Presence.take(register)
    assert third.left_since is None
    third.release()
