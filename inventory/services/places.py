"""Places: the tree of sites, buildings, rooms and stores, each with a unique code."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.text import fold, sort_key
from inventory.model.assets import Asset
from inventory.model.counts import CountLine, CountPlace, CountScan
from inventory.model.movements import Movement
from inventory.model.organisation import PLACE_KINDS, Person, Place, Unit
from inventory.services.organisation import check_version, refuse_used
from inventory.services.problems import NAME, SHORT, Problems
from inventory.store.unit import Work

SEPARATOR = " / "


@dataclass(frozen=True, kw_only=True)
class PlaceRequest:
    """A place to save; without `id` a new one. `kind` is site, building, room or store."""

    code: str
    name: str = ""
    kind: str = "room"
    parent_id: int | None = None
    active: bool = True
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceView:
    """A place as lists show it: `path` holds the names from the top down, `depth` how far down it stands."""

    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    path: str
    depth: int
    active: bool
    version: int


def list_places(session: Session, *, inactive: bool = False) -> list[PlaceView]:
    """Return the places as the tree shows them: parents before children, siblings in Polish order."""
    query = select(Place).order_by(Place.path_key)
    return [
        PlaceView(
            id=place.id,
            code=place.code,
            name=place.name,
            kind=place.kind,
            parent_id=place.parent_id,
            path=place.path,
            depth=place.path_key.count("\x1f"),
            active=place.active,
            version=place.version,
        )
        for place in session.scalars(query if inactive else query.where(Place.active))
    ]


def save_place(work: Work, request: PlaceRequest) -> int:
    """Save a place and return its id; the paths of all below it follow.

    Raises `ProblemsFound`, `Conflict`, `NotFound`.
    """
    place = work.get(Place, request.id) if request.id else Place()
    if place is None:
        raise NotFound("This record is no longer in the register.")
    check_version(request.version, place.version)
    problems = Problems()
    place.code = problems.needed("code", request.code, "Enter the code of the place.", SHORT)
    place.code_folded = fold(place.code)
    place.name = problems.text("name", request.name, NAME)
    place.kind = request.kind
    if request.kind not in PLACE_KINDS:
        problems.fault("kind", "Choose what kind of place it is.")
    place.active = request.active
    with work.no_autoflush:
        same = select(Place.id).where(Place.code_folded == place.code_folded, Place.id != (request.id or 0))
        if work.scalar(same) is not None:
            problems.fault("code", "The code {code} belongs to another place.", code=place.code)
        parent = _parent(work, problems, request)
    problems.raise_if_any()
    place.parent_id = request.parent_id
    place.path, place.path_key = place_path(place, parent)
    work.add(place)
    work.flush()
    _follow(work, place)
    return place.id


def delete_place(work: Work, place_id: int) -> None:
    """Delete a place that nothing names. Raises `Refused`."""
    refuse_used(
        work,
        (
            Place.parent_id == place_id,
            Asset.place_id == place_id,
            Person.place_id == place_id,
            Unit.store_place_id == place_id,
            Movement.to_place_id == place_id,
            Movement.from_place_id == place_id,
            CountPlace.place_id == place_id,
            CountLine.place_id == place_id,
            CountScan.place_id == place_id,
        ),
    )
    place = work.get(Place, place_id)
    if place is None:
        raise NotFound("This record is no longer in the register.")
    work.delete(place)
    work.flush()


def place_path(place: Place, parent: Place | None) -> tuple[str, str]:
    """Return path and sort key of a place; the key keeps children directly below their parent."""
    label = place.name or place.code
    key = f"{sort_key(label)} {sort_key(place.code)}"
    if parent is None:
        return label, key
    return f"{parent.path}{SEPARATOR}{label}", f"{parent.path_key}\x1f{key}"


def _parent(work: Work, problems: Problems, request: PlaceRequest) -> Place | None:
    if request.parent_id is None:
        return None
    parent = work.get(Place, request.parent_id)
    if parent is None:
        problems.fault("parent", "What was chosen here is no longer in the register.")
    above = parent
    while above is not None:
        if above.id == request.id:
            problems.fault("parent", "A place cannot lie inside itself.")
            break
        above = above.parent
    return parent


def _follow(work: Work, place: Place) -> None:
    for child in work.scalars(select(Place).where(Place.parent_id == place.id)):
        child.path, child.path_key = place_path(child, place)
        _follow(work, child)
