"""Meets the words of a sheet with the register: categories, places, people, cells, suppliers, sources, projects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.paths import resources
from inventory.base.text import clean, fold, sort_key
from inventory.model.assets import Category
from inventory.model.funding import FundingSource, Project, ProjectShare
from inventory.model.organisation import Cell, Person, Place, Supplier
from inventory.services.categories import UNCATEGORISED
from inventory.store.unit import Work

# A name with one of these words is a cell, any other name of two or more words is a person.
_CELL_WORDS = (
    "wydzial", "wydz.", "sekcja", "zespol", "referat", "biuro", "komisariat", "komenda", "laboratorium", "pion",
    "posterunek", "oddzial", "magazyn", "serwis", "department", "section", "unit", "office", "team",
)  # fmt: skip


@dataclass
class Words:
    """Which id each folded word leads to, by field; what is added is made by `make`."""

    category: dict[str, int] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)
    person: dict[str, int] = field(default_factory=dict)
    cell: dict[str, int] = field(default_factory=dict)
    supplier: dict[str, int] = field(default_factory=dict)
    source: dict[str, int] = field(default_factory=dict)
    project: dict[str, int] = field(default_factory=dict)
    kst_category: dict[str, int] = field(default_factory=dict)
    projects_of_source: dict[int, list[int]] = field(default_factory=dict)
    durability: dict[int, object] = field(default_factory=dict)
    ambiguous: dict[tuple[str, str], str] = field(default_factory=dict)
    no_category: int = 0

    def known(self, column: str) -> dict[str, int]:
        """Return the ids by the words that lead to a column of assets such as `place_id`."""
        known: dict[str, int] = getattr(self, column.removesuffix("_id"))
        return known


def read_words(session: Session, matches: Mapping[tuple[str, str], int]) -> Words:
    """Read all words that the register knows; `matches` adds the user's own answers."""
    words = Words()
    for category in session.scalars(select(Category).order_by(Category.id.desc())):
        words.category[fold(category.name)] = words.category[category.code_folded] = category.id
        if category.kst and category.active:
            words.kst_category[category.kst] = category.id
    words.no_category = words.category.get(fold(UNCATEGORISED), words.category.get("bez kategorii", 0))
    for place in session.scalars(select(Place)):
        _add(words, "place", place.name, place.id, place.code)
        _add(words, "place", place.path, place.id, place.code)
    # A code is unique, so it wins over a name that happens to be the same.
    for place in session.scalars(select(Place)):
        words.place[place.code_folded] = place.id
        words.ambiguous.pop(("place", place.code_folded), None)
    _read_holders(session, words)
    for supplier in session.scalars(select(Supplier)):
        words.supplier[fold(supplier.name)] = supplier.id
    words.source = {source.code_folded: source.id for source in session.scalars(select(FundingSource))}
    for project in session.scalars(select(Project)):
        words.durability[project.id] = project.durability_until
        for name in (project.number, *project.aliases.split(";")):
            if name.strip():
                words.project[fold(clean(name))] = project.id
    for share in session.scalars(select(ProjectShare)):
        words.projects_of_source.setdefault(share.source_id, []).append(share.project_id)
    for (name, word), record in matches.items():
        getattr(words, name)[known_as(name, word)] = record
        words.ambiguous.pop((name, known_as(name, word)), None)
    return words


def _read_holders(session: Session, words: Words) -> None:
    for person in session.scalars(select(Person)):
        hint = f"{person.full_name} ({person.hr_id or '–'})"
        _add(words, "person", person.full_name, person.id, hint)
        if person.hr_id:
            words.person[fold(person.hr_id)] = person.id
    for cell in session.scalars(select(Cell)):
        _add(words, "cell", cell.name, cell.id, cell.name)
        if cell.code:
            words.cell[fold(cell.code)] = cell.id


def _add(words: Words, kind: str, name: str, record: int, hint: str) -> None:
    known: dict[str, int] = getattr(words, kind)
    folded = known_as(kind, name)
    if not folded:
        return
    if known.get(folded, record) != record:
        before = words.ambiguous.get((kind, folded), "")
        words.ambiguous[kind, folded] = f"{before}, {hint}".strip(", ")
    known[folded] = record


@lru_cache(maxsize=65_536)
def known_as(kind: str, word: str) -> str:
    """Return a word as `Words` holds it; a person's name without regard to which part stands first."""
    folded = fold(clean(word))
    return " ".join(sorted(folded.split())) if kind == "person" else folded


@lru_cache(maxsize=65_536)
def is_cell(name: str) -> bool:
    """Whether a custodian's name means an organisational cell rather than a person."""
    folded = fold(name)
    return " " not in folded.strip() or any(word in folded.split() or folded.startswith(word) for word in _CELL_WORDS)


def make(work: Work, kind: str, word: str) -> int:
    """Make the record that a word of a sheet names, and return its id."""
    record: Category | Place | Person | Cell | Supplier | FundingSource | Project
    folded = fold(clean(word))
    if kind == "category":
        record = Category(code=word[:32], code_folded=folded[:32], name=word, name_key=sort_key(word))
    elif kind == "place":
        record = Place(
            kind="room", code=word[:100], code_folded=folded[:100], name=word, path=word, path_key=sort_key(word)
        )
    elif kind == "person":
        first, last = _parted(word)
        record = Person(first_name=first, last_name=last, name_key=sort_key(f"{last} {first}"), kind="other")
    elif kind == "cell":
        record = Cell(name=word, name_key=sort_key(word))
    elif kind == "supplier":
        record = Supplier(name=word, name_key=sort_key(word))
    elif kind == "source":
        record = FundingSource(code=word[:32], code_folded=folded[:32], name_pl=word, kind="OTHER")
    else:
        record = Project(number=word[:100], number_folded=folded[:100])
    work.add(record)
    work.flush()
    return record.id


def _parted(name: str) -> tuple[str, str]:
    """Return first name and surname; a name that ends in a known first name has its surname first."""
    *before, end = name.split()
    first_names = _first_names()
    if before and fold(end) in first_names and fold(before[0]) not in first_names:
        return end, " ".join(before)
    return " ".join(before), end


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset((resources() / "register" / "first_names.txt").read_text(encoding="utf-8").split())


def known_names(session: Session, kind: str) -> list[tuple[int, str]]:
    """Return id and name of all records that a word of this kind can mean, in Polish order."""
    models: dict[str, tuple[Any, Callable[[Any], str]]] = {
        "category": (Category, lambda record: record.name),
        "place": (Place, lambda record: f"{record.code}  {record.name}".strip()),
        "person": (Person, lambda record: record.full_name),
        "cell": (Cell, lambda record: record.name),
        "supplier": (Supplier, lambda record: record.name),
        "source": (FundingSource, lambda record: f"{record.code}  {record.name_pl}"),
        "project": (Project, lambda record: record.number),
    }
    model, named = models[kind]
    names = [(record.id, named(record)) for record in session.scalars(select(model))]
    return sorted(names, key=lambda pair: sort_key(pair[1]))
