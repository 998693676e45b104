"""Options stand anywhere, queries may look like options, wrong usage is told in one sentence."""

from __future__ import annotations

import pytest

from inventory import __version__
from inventory.base.location import register_location, window_start
from inventory.base.paths import default_register
from inventory.base.settings import Settings
from inventory.cli.main import run, wants_window


@pytest.mark.parametrize(
    "words",
    [
        ["list", "lornetka", "--json"],
        ["--json", "list", "lornetka"],
        ["list", "--json", "lornetka"],
        ["--limit", "5", "list", "--json", "lornetka"],
        ["--limit=5", "list", "lornetka", "--json"],
    ],
)
def test_options_stand_anywhere(demo, words):
    outcome = demo(*words)
    assert outcome.code == 0
    assert [asset["number"] for asset in outcome.json["assets"]] == ["WR/669/0002"]


def test_database_may_come_last(demo):
    outcome = demo("list", "lornetka", "--json", "--database", demo.path, database=False)
    assert outcome.json["total"] == 1


@pytest.mark.parametrize(
    "query", [["-x"], ["--bogus"], ["-"], ["--", "--json"], ["-limit"], ['"'], ["status:"], ["*"], ["a:b:c"], [""]]
)
def test_any_text_is_a_query(demo, query):
    outcome = demo("list", "--json", *query)
    assert outcome.code == 0
    assert outcome.json["total"] == len(outcome.json["assets"])


def test_value_of_an_option_may_begin_with_a_dash(demo):
    assert demo("list", "--limit", "-1").code == 2
    assert demo("show", "-5").code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bogus"], "bogus"),
        (["check", "--bogus"], "--bogus"),
        (["show"], "NUMBER"),
        (["show", "a", "b"], "b"),
        (["list", "--limit"], "--limit"),
        (["list", "--limit", "x"], "--limit"),
        (["list", "--sort", "colour"], "--sort"),
        (["generate"], "--assets"),
        (["--lang", "de", "list"], "de"),
        (["count"], "count new"),
        (["--json"], "--help"),
    ],
)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_wrong_usage_is_told_in_one_line(demo, words, said, language):
    outcome = demo(*words, *([] if "--lang" in words else ["--lang", language]))
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_version_and_help(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.strip() == __version__
    assert run(["--help"]) == 0
    assert "restore" in capsys.readouterr().out
    assert run(["list", "--help", "--lang", "en"]) == 0
    assert "--descending" in capsys.readouterr().out


def test_window_opens_without_a_command():
    assert wants_window([])
    assert wants_window(["--database", "x.db", "--lang=en"])
    assert window_start(["--database=x.db"]).database == "x.db"
    assert not wants_window(["list"])
    assert not wants_window(["--version"])
    assert not wants_window(["--database"])


def test_register_is_named_by_option_then_environment_then_setting(monkeypatch):
    settings = Settings(register="setting.db")
    assert register_location("", Settings()) == default_register()
    assert register_location("", settings).name == "setting.db"
    monkeypatch.setenv("INVENTORY_DATABASE", "environment.db")
    assert register_location("", settings).name == "environment.db"
    assert register_location("option.db", settings).name == "option.db"


def test_register_may_be_a_sqlite_url(demo):
    outcome = demo("list", "--json", "--database", f"sqlite:///{demo.path}", database=False)
    assert outcome.json["total"] == 14


@pytest.mark.parametrize("url", ["postgresql://user:secret@server/db", "mysql+pymysql://x/y"])
def test_other_databases_are_refused_in_a_sentence(demo, url):
    outcome = demo("list", "--database", url, database=False)
    assert outcome.code == 1
    assert "secret" not in outcome.err


def test_messages_follow_the_language(empty):
    assert "does not exist" not in empty("show", "X", "--lang", "pl").err
    assert "There is no asset" in empty("show", "X", "--lang", "en").err
    assert "There is no asset" not in empty("show", "X").err
