"""Polish is complete, says the same as the English ids, and is compiled."""

from __future__ import annotations

from inventory.base.i18n import translations
from tools import texts


def test_catalogue_is_complete_and_compiled():
    assert texts.problems() == []


def test_catalogue_keeps_its_bytes_when_updated_again():
    assert texts.updated() == texts.CATALOGUE.read_bytes()


def test_catalogue_knows_the_three_polish_forms():
    catalogue = texts.stored()
    assert catalogue.num_plurals == texts.FORMS
    for message in texts.entries(catalogue):
        if not isinstance(message.id, str):
            tr = translations("pl")
            one, few, many = (tr.plural(*message.id, n, **_others(message.id)) for n in (1, 3, 5))
            assert one != many, message.id
            assert few != one, message.id


def _others(ids):
    names = texts.placeholders(ids[0]) | texts.placeholders(ids[1])
    return dict.fromkeys(names - {"n"}, "x")


def test_placeholder_fault_is_named():
    catalogue = texts.parse(b'msgid "Return by {day}"\nmsgstr "Oddaj do {dzien}"\n')
    found = [p for m in texts.entries(catalogue) for p in texts.message_problems(m)]
    assert found == ["other placeholders in 'Oddaj do {dzien}' than in 'Return by {day}'"]
