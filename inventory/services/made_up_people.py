"""The people, cells, places, suppliers and projects among which made-up assets live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import select

from inventory.base.text import fold, sort_key
from inventory.model.base import Base
from inventory.model.funding import FundingSource, Project
from inventory.model.organisation import Cell, Person, Place, Supplier
from inventory.services.people import person_key
from inventory.services.places import SEPARATOR
from inventory.services.projects import ProjectRequest, SplitRequest, save_project
from inventory.store.bulk import insert_rows
from inventory.store.unit import Work

_MOST_PEOPLE, _MOST_ROOMS = 3000, 1500
_ROOMS_ON_A_FLOOR, _FLOORS = 30, 5


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Ids to choose from: people with their rooms, places, suppliers, projects with their shares by source code."""

    people: list[tuple[int, int]]
    places: list[int]
    suppliers: list[int]
    projects: list[tuple[int, list[tuple[str, int]]]]
    durability: dict[int, date | None]


def make_surroundings(work: Work, random: Random, data: dict[str, Any], assets: int) -> Surroundings:
    """Make what is not there yet, in proportion to the number of assets, and return all of it."""
    cells = _made(work, Cell, "code", _cells(data))
    rooms = min(_MOST_ROOMS, max(20, assets // 60))
    places = _made(work, Place, "code_folded", _buildings(rooms))
    places = _made(work, Place, "code_folded", _rooms(rooms, places))
    rooms_only = places[-rooms:]
    count = min(_MOST_PEOPLE, max(12, assets // 40))
    people = _made(work, Person, "hr_id", _people(random, data, count, cells, rooms_only))
    at = dict(work.execute(select(Person.id, Person.place_id).where(Person.id.in_(people))).all())
    suppliers = _made(work, Supplier, "name_key", _suppliers(data))
    projects, durability = _projects(work, data)
    return Surroundings(
        people=[(person, at[person] or rooms_only[0]) for person in people],
        places=rooms_only,
        suppliers=suppliers,
        projects=projects,
        durability=durability,
    )


def _made(work: Work, model: type[Base], key: str, rows: list[dict[str, Any]]) -> list[int]:
    """Insert the rows whose key is not there, and return the ids of all in order."""
    column = model.__table__.c[key]
    identity = model.__table__.c["id"]

    def present() -> dict[Any, int]:
        return dict(work.execute(select(column, identity)).all())

    known = present()
    insert_rows(work, model, [row for row in rows if row[key] not in known])
    known = present()
    return [known[row[key]] for row in rows]


def _cells(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"code": code, "name": name, "name_key": sort_key(name)} for code, name in data["cells"]]


def _place(code: str, name: str, kind: str, parent: int | None, above: tuple[str, str] | None) -> dict[str, Any]:
    key = f"{sort_key(name)} {sort_key(code)}"
    path, path_key = (name, key) if above is None else (f"{above[0]}{SEPARATOR}{name}", f"{above[1]}\x1f{key}")
    return {
        "code": code, "code_folded": fold(code), "name": name, "kind": kind, "parent_id": parent,
        "path": path, "path_key": path_key,
    }  # fmt: skip


def _buildings(rooms: int) -> list[dict[str, Any]]:
    per_building = _ROOMS_ON_A_FLOOR * _FLOORS
    return [
        _place(f"G{number}", f"Budynek {number}", "building", None, None)
        for number in range(1, 2 + (rooms - 1) // per_building)
    ]


def _rooms(rooms: int, buildings: list[int]) -> list[dict[str, Any]]:
    rows = []
    for index in range(rooms):
        building, rest = divmod(index, _ROOMS_ON_A_FLOOR * _FLOORS)
        floor, room = divmod(rest, _ROOMS_ON_A_FLOOR)
        above = _place(f"G{building + 1}", f"Budynek {building + 1}", "building", None, None)
        number = f"{floor}{room + 1:02d}"
        rows.append(
            _place(
                f"G{building + 1}/{number}",
                f"Pokój {number}",
                "room",
                buildings[building],
                (above["path"], above["path_key"]),
            )
        )
    return rows


def _people(
    random: Random, data: dict[str, Any], count: int, cells: list[int], rooms: list[int]
) -> list[dict[str, Any]]:
    rows = []
    for index in range(count):
        woman = random.random() < 0.4
        first = random.choice(data["women" if woman else "men"])
        last = random.choice(data["surnames"])[1 if woman else 0]
        officer = random.random() < 0.7
        rows.append({
            "first_name": first, "last_name": last, "name_key": person_key(first, last),
            "kind": "officer" if officer else "employee", "rank": random.choice(data["ranks"]) if officer else "",
            "position": "" if officer else random.choice(data["positions"]),
            "hr_id": f"G-{index + 1:05d}", "cell_id": random.choice(cells), "place_id": random.choice(rooms),
        })  # fmt: skip
    return rows


def _suppliers(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": name, "name_key": sort_key(name)} for name in data["suppliers"]]


def _projects(
    work: Work, data: dict[str, Any]
) -> tuple[list[tuple[int, list[tuple[str, int]]]], dict[int, date | None]]:
    sources = dict(work.execute(select(FundingSource.code, FundingSource.id)).all())
    found: list[tuple[int, list[tuple[str, int]]]] = []
    durability: dict[int, date | None] = {}
    for number, title, shares, completed in data["projects"]:
        if any(code not in sources for code, _share in shares):
            continue
        project = work.scalar(select(Project).where(Project.number_folded == fold(number)))
        if project is None:
            split = tuple(SplitRequest(source_id=sources[code], share=share) for code, share in shares)
            request = ProjectRequest(
                number=number, title_pl=title, completed_on=date.fromisoformat(completed), split=split
            )
            project = work.get_one(Project, save_project(work, request))
        found.append((project.id, [(code, share) for code, share in shares]))
        durability[project.id] = project.durability_until
    return found, durability
