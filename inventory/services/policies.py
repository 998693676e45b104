"""The usual words and texts of papers that the unit may set: legal grounds, conditions, accessories, commission."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from sqlalchemy.orm import Session

from inventory.base.i18n import Translations, translations
from inventory.base.text import clean, fold
from inventory.services.problems import LINE, NAME, NOTES, Problems
from inventory.services.register_settings import read_setting, save_setting
from inventory.services.seeding import starting_values
from inventory.store.unit import Work

PERSON_TEXTS = ("officer", "employee", "other", "personal_data")
_MOST_MONTHS = 48


@dataclass(frozen=True, kw_only=True)
class Policies:
    """What papers and forms begin with. `legal_basis` has a text for each of `PERSON_TEXTS` in their order.

    Forms offer `conditions` and `accessories` in their order. Commission and team are lines, the chair first.
    `count_months` is how often a full stock check is due.
    """

    legal_basis: tuple[str, ...] = ("", "", "", "")
    default_purpose: str = ""
    conditions: tuple[str, ...] = ()
    accessories: tuple[str, ...] = ()
    commission: str = ""
    count_team: str = ""
    count_months: int = 12


def read_policies(session: Session) -> Policies:
    """Return the words and texts in force."""
    usual = Policies()
    grounds = read_setting(session, "legal_basis", {})
    return Policies(
        legal_basis=tuple(str(grounds.get(key, "")) for key in PERSON_TEXTS),
        default_purpose=read_setting(session, "default_purpose", usual.default_purpose),
        conditions=tuple(read_setting(session, "conditions", [])),
        accessories=tuple(read_setting(session, "accessories", [])),
        commission=read_setting(session, "commission", usual.commission),
        count_team=read_setting(session, "count_team", usual.count_team),
        count_months=read_setting(session, "stock_check", {}).get("every_months", usual.count_months),
    )


def save_policies(work: Work, policies: Policies) -> None:
    """Save the words and texts that differ from those in force. Raises `ProblemsFound`."""
    problems = Problems()
    texts = {
        "default_purpose": problems.text("default_purpose", policies.default_purpose, NAME),
        "commission": problems.text("commission", policies.commission, NOTES, lines=True),
        "count_team": problems.text("count_team", policies.count_team, NOTES, lines=True),
    }
    words = {
        "conditions": _words(problems, "conditions", policies.conditions),
        "accessories": _words(problems, "accessories", policies.accessories),
    }
    grounds = [problems.text(key, text, LINE) for key, text in zip(PERSON_TEXTS, policies.legal_basis, strict=True)]
    if not words["conditions"]:
        problems.fault("conditions", "Enter at least one condition.")
    if not 1 <= policies.count_months <= _MOST_MONTHS:
        # Every item on guarded ground is counted at least once in four years (accounting act, art. 26).
        problems.fault("count_months", "Enter from 1 to {most} months.", most=_MOST_MONTHS)
    problems.raise_if_any()
    before = {item.name: getattr(read_policies(work), item.name) for item in fields(Policies)}
    for key, value in {**asdict(policies), **texts, **words, "legal_basis": tuple(grounds)}.items():
        if value != before[key]:
            _save(work, key, value)


def conditions_on_paper(session: Session, tr: Translations) -> tuple[str, ...]:
    """Return the conditions to choose from in the language of a paper; the unit's own words have only one."""
    known = {fold(own): word for own, word in zip(_known(translations("pl")), _known(tr), strict=True)}
    return tuple(known.get(fold(word), word) for word in read_policies(session).conditions)


def own_purpose(session: Session) -> str:
    """Return the unit's own usual purpose of grant equipment, "" where it is the one every register starts with."""
    purpose = read_policies(session).default_purpose
    return "" if purpose == starting_values()["default_purpose"] else purpose


def own_liability(session: Session, kind: str) -> str:
    """Return the unit's own legal ground of a receiver's liability, "" where it is the usual one.

    `kind` is officer, employee or other. The usual grounds stand in the clauses in both languages.
    """
    ground = read_policies(session).legal_basis[PERSON_TEXTS.index(kind)]
    return "" if ground == starting_values()["legal_basis"][kind] else ground


def _known(tr: Translations) -> tuple[str, ...]:
    return (
        tr("no change"), tr.context("condition", "new"), tr.context("condition", "good"),
        tr.context("condition", "fair"), tr.context("condition", "signs of use"),
        tr.context("condition", "damaged"), tr.context("condition", "out of order"),
    )  # fmt: skip


def _save(work: Work, key: str, value: object) -> None:
    if key == "legal_basis":
        assert isinstance(value, tuple)
        save_setting(work, key, dict(zip(PERSON_TEXTS, value, strict=True)))
    elif key == "count_months":
        save_setting(work, "stock_check", {**read_setting(work, "stock_check", {}), "every_months": value})
    else:
        save_setting(work, key, list(value) if isinstance(value, tuple) else value)


def _words(problems: Problems, field: str, words: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = [problems.text(field, word, NAME) for word in words]
    return tuple(dict.fromkeys(word for word in cleaned if clean(word)))
