"""Stock checks: the frozen list of what is expected, how far counting is, undoing a scan, closing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, insert, literal, select, true, update
from sqlalchemy.orm import Session, aliased

from inventory.base.errors import Cancelled, Conflict, NotFound, Refused
from inventory.base.text import clean, fold
from inventory.model.assets import GONE, Asset, Licence
from inventory.model.counts import CountCategory, CountLine, CountPlace, CountScan, StockCount
from inventory.model.funding import AssetFunding
from inventory.model.organisation import Cell, Person, Place
from inventory.services.policies import read_policies
from inventory.services.problems import CODE, NAME, NOTES, SHORT, Problems
from inventory.store.bulk import Progress
from inventory.store.journal import Change
from inventory.store.unit import Work

_CHUNK = 2000
COUNTED = ("found", "other_place")


@dataclass(frozen=True, kw_only=True)
class CountRequest:
    """A stock check to make. Places mean all below them; no places, project or categories mean everything.

    `commission` and `team` hold one name a line, the first of the commission being its chair. Without `as_at` it is
    today.
    """

    name: str
    place_ids: tuple[int, ...] = ()
    category_ids: tuple[int, ...] = ()
    project_id: int | None = None
    as_at: date | None = None
    blind: bool = False
    kind: str = "annual"
    order_no: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    commission: str = ""
    team: str = ""


@dataclass(frozen=True, kw_only=True)
class CountStatus:
    """How far a count is; `expected = found + other_place + remaining` always holds."""

    id: int
    name: str
    status: str
    kind: str
    as_at: date
    blind: bool
    created_at: datetime
    closed_at: datetime | None
    expected: int
    found: int
    other_place: int
    unknown: int
    not_in_scope: int
    already: int

    @property
    def remaining(self) -> int:
        """How many expected assets nobody has scanned."""
        return self.expected - self.found - self.other_place


def create_count(work: Work, request: CountRequest) -> CountStatus:
    """Make a stock check and freeze its expected list (decision 26). Raises `ProblemsFound` and `Conflict`."""
    problems = Problems()
    name = problems.needed("name", request.name, "Enter the name of the count.", NAME)
    order_no = problems.text("order_no", request.order_no, SHORT)
    usual = read_policies(work)
    commission = problems.text("commission", request.commission or usual.commission, NOTES, lines=True)
    team = problems.text("team", request.team or usual.count_team, NOTES, lines=True)
    if request.starts_on and request.ends_on and request.ends_on < request.starts_on:
        problems.fault("ends_on", "The count would end before it starts.")
    _check_team(work, request, team, problems)
    problems.raise_if_any()
    if work.scalar(select(StockCount.id).where(StockCount.name_folded == fold(name))) is not None:
        raise Conflict("There is a count called {count} already. Give this one another name.", field="name", count=name)
    count = StockCount(
        name=name,
        name_folded=fold(name),
        kind=request.kind[:CODE],
        order_no=order_no,
        as_at=request.as_at or work.now.astimezone().date(),
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        blind=request.blind,
        project_id=request.project_id,
        commission=commission,
        team=team,
        created_at=work.now,
    )
    count.places = [CountPlace(place_id=place_id) for place_id in dict.fromkeys(request.place_ids)]
    count.categories = [CountCategory(category_id=category_id) for category_id in dict.fromkeys(request.category_ids)]
    work.add(count)
    work.flush()
    count.expected = _freeze(work, count, request)
    work.undoable = False
    work.flush()
    return count_status(work, count.id)


def find_count(session: Session, name: str) -> int:
    """Return the id of the count with this name, whatever its case, or this number. Raises `NotFound`."""
    found = session.scalar(select(StockCount.id).where(StockCount.name_folded == fold(clean(name))))
    if found is None and name.strip().isdecimal():
        found = session.scalar(select(StockCount.id).where(StockCount.id == int(name)))
    if found is None:
        raise NotFound("There is no count called {count}.", field="count", count=name)
    return found


def count_status(session: Session, count_id: int) -> CountStatus:
    """Return how far a count is. Raises `NotFound`."""
    count = session.get(StockCount, count_id)
    if count is None:
        raise NotFound("This count is no longer in the register.")
    valid = CountScan.count_id == count_id, CountScan.undone_at.is_(None)
    by_outcome = select(CountScan.outcome, func.count()).where(*valid).group_by(CountScan.outcome)
    numbers = dict(session.execute(by_outcome).all())
    codes = select(func.count(func.distinct(func.upper(CountScan.code)))).where(*valid, CountScan.outcome == "unknown")
    return CountStatus(
        id=count.id,
        name=count.name,
        status=count.status,
        kind=count.kind,
        as_at=count.as_at,
        blind=count.blind,
        created_at=count.created_at,
        closed_at=count.closed_at,
        expected=count.expected,
        found=numbers.get("found", 0),
        other_place=numbers.get("other_place", 0),
        unknown=session.scalar(codes) or 0,
        not_in_scope=numbers.get("not_in_scope", 0),
        already=numbers.get("already", 0),
    )


def list_counts(session: Session) -> list[CountStatus]:
    """Return all counts, open ones first, then the newest."""
    query = select(StockCount.id).order_by(StockCount.status.desc(), StockCount.id.desc())
    return [count_status(session, count_id) for count_id in session.scalars(query)]


def close_count(work: Work, count_id: int, *, progress: Progress | None = None) -> CountStatus:
    """Close a count: no more scans, and the assets found get their last-counted date; nothing else changes.

    Raises `Refused` where it is closed already. Cancelled by `progress` nothing is changed.
    """
    count = work.get(StockCount, count_id)
    if count is None:
        raise NotFound("This count is no longer in the register.")
    if count.status != "open":
        raise Refused("The count {count} is closed already.", count=count.name)
    count.status, count.closed_at = "closed", work.now
    work.undoable = False
    work.flush()
    _date_assets(work, count_id, progress)
    return count_status(work, count_id)


def in_places(place_ids: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that an asset stands in one of the places or below; no places mean everywhere."""
    wanted = list(place_ids)
    if not wanted:
        return true()
    tree = select(Place.id).where(Place.id.in_(wanted)).cte(recursive=True)
    below = aliased(Place)
    tree = tree.union(select(below.id).join(tree, below.parent_id == tree.c.id))
    return Asset.place_id.in_(select(tree.c.id))


def _freeze(work: Work, count: StockCount, request: CountRequest) -> int:
    """Copy the book state of everything in scope in one statement; the journal tells how many and their digest."""
    granted = exists().where(AssetFunding.asset_id == Asset.id, AssetFunding.project_id.is_not(None))
    holder = func.trim(func.coalesce(Person.first_name, "") + " " + func.coalesce(Person.last_name, ""))
    in_scope: list[ColumnElement[bool]] = [
        Asset.status.not_in(tuple(GONE)),
        # A licence with a record of its own is nothing that can be counted.
        ~exists().where(Licence.own_asset_id == Asset.id),
        in_places(request.place_ids),
    ]
    if request.project_id is not None:
        funded = AssetFunding.asset_id == Asset.id, AssetFunding.project_id == request.project_id
        in_scope.append(exists().where(*funded))
    if request.category_ids:
        in_scope.append(Asset.category_id.in_(request.category_ids))
    expected = (
        select(
            literal(count.id),
            Asset.id,
            Asset.number,
            Asset.name,
            Asset.serial,
            Asset.unit,
            Asset.place_id,
            func.coalesce(Place.code, ""),
            func.coalesce(func.nullif(holder, ""), Cell.name, ""),
            Asset.price_gross,
            granted,
        )
        .select_from(Asset)
        .outerjoin(Place, Place.id == Asset.place_id)
        .outerjoin(Person, Person.id == Asset.person_id)
        .outerjoin(Cell, Cell.id == Asset.cell_id)
        .where(*in_scope)
        .order_by(Asset.number_key)
    )
    columns = ["count_id", "asset_id", "number", "name", "serial", "unit", "place_id", "place", "custodian"]
    work.execute(insert(CountLine).from_select([*columns, "price_gross", "granted"], expected, include_defaults=False))
    lines = work.scalar(select(func.count()).select_from(CountLine).where(CountLine.count_id == count.id)) or 0
    work.record()
    work.journal.write([Change("count_line", str(count.id), "freeze", {"lines": (None, lines)})])
    return lines


def _check_team(session: Session, request: CountRequest, team: str, problems: Problems) -> None:
    """Refuse a member of the team who answers for assets of the count (domain.md 3)."""
    members = {fold(line) for line in team.splitlines() if line.strip()}
    if not members:
        return
    query = select(Person.first_name, Person.last_name).join(Asset, Asset.person_id == Person.id)
    for first, last in session.execute(query.where(in_places(request.place_ids)).distinct()):
        if fold(f"{first} {last}") in members:
            problems.fault(
                "team", "{person} answers for assets of this count and cannot count them.", person=f"{first} {last}"
            )


def _date_assets(work: Work, count_id: int, progress: Progress | None) -> None:
    """Set the last-counted date through Core in chunks, each with its journal rows (decision 17)."""
    counted = (
        select(Asset.id, Asset.last_counted_on, CountScan.scanned_at)
        .join(CountScan, CountScan.asset_id == Asset.id)
        .where(CountScan.count_id == count_id, CountScan.undone_at.is_(None), CountScan.outcome.in_(COUNTED))
        .order_by(Asset.id)
    )
    rows = [(asset_id, old, at.astimezone().date()) for asset_id, old, at in work.execute(counted).all()]
    connection = work.connection()
    for start in range(0, len(rows), _CHUNK):
        chunk = [row for row in rows[start : start + _CHUNK] if row[1] != row[2]]
        for day in sorted({day for _, _, day in chunk}):
            ids = [asset_id for asset_id, _, on in chunk if on == day]
            changed = update(Asset).where(Asset.id.in_(ids)).values(last_counted_on=day, version=Asset.version + 1)
            connection.execute(changed)
        work.journal.write(
            Change("asset", str(asset_id), "update", {"last_counted_on": (old, day)}) for asset_id, old, day in chunk
        )
        if progress is not None and not progress(min(start + _CHUNK, len(rows))):
            raise Cancelled("Stopped. Nothing was saved.")
