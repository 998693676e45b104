"""What the form of a handover asks the register: people, places, assets, the check and the draft paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from inventory.base.i18n import Message, Translations, translations
from inventory.base.text import fold
from inventory.catalogue.query import parse
from inventory.services.files import file_content, first_photos
from inventory.services.issuing import prepare_issue, preview_issue
from inventory.services.issuing_checks import Obstacle
from inventory.services.organisation import list_cells
from inventory.services.people import list_people
from inventory.services.places import list_places
from inventory.services.policies import conditions_on_paper, read_policies
from inventory.services.returning import prepare_return, preview_return
from inventory.ui.screens.handover_values import CELL, PERSON, RETURN, Values
from inventory.ui.widgets.reference import Option

MOST = 30
_ASSETS = ("id", "number", "name", "serial")


@dataclass(frozen=True, kw_only=True)
class Tick:
    """An accessory of a row: ticked where it goes along; `lost` ones are not there at all."""

    id: int
    name: str
    ticked: bool
    lost: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """An asset of the form as it is shown; `photo` is the SHA-256 of its first one, "" where it has none."""

    asset_id: int
    number: str
    name: str
    serial: str
    icon: str
    photo: str
    condition: str
    part_of: str
    detail: str
    accessories: tuple[Tick, ...]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The form after the services looked at it; nothing was changed. The last two are words that it offers."""

    rows: tuple[Row, ...]
    total: int
    problems: tuple[Obstacle, ...]
    warnings: tuple[Message, ...]
    granted: bool
    giver: str
    other: str
    held: int
    place: str
    conditions: tuple[str, ...]
    accessories: tuple[str, ...]


class Register:
    """Reads for one form; every method may run on a reader thread."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def everyone(self) -> list[Option]:
        """Return all people that are active."""
        return [
            Option((PERSON, person.id), person.name, " · ".join(filter(None, (person.cell, person.rank, person.hr_id))))
            for person in self._application.read(list_people)
        ]

    def holders(self, words: str) -> list[Option]:
        """Return people, then cells as a whole, that match all words."""
        cells = [Option((CELL, cell.id), cell.name, cell.code) for cell in self._application.read(list_cells)]
        return _matching([*self.everyone(), *cells], words)

    def people(self, words: str) -> list[Option]:
        """Return people that match all words."""
        return _matching(self.everyone(), words)

    def places(self, words: str) -> list[Option]:
        """Return places that match all words."""
        found = [Option(("place", p.id), p.code, p.path) for p in self._application.read(list_places)]
        return _matching(found, words)

    def assets(self, words: str) -> list[Option]:
        """Return assets that match, by number."""
        listing = self._application.listing
        ids = listing.ids(parse(words), limit=MOST)
        return [
            Option(number, row[0], " · ".join(filter(None, row[1:])))
            for number, *row in listing.page(ids, _ASSETS)
            if row[0] is not None
        ]

    def photo(self, sha256: str) -> bytes:
        """Return a kept photo."""
        content: bytes = self._application.read(lambda session: file_content(session, sha256)).content
        return content

    def check(self, values: Values) -> Checked:
        """Fill the gaps of the form and say what stands in the way."""
        account, today = self._application.account, self._application.today()
        tr = translations(values.language)
        if values.kind == RETURN:
            request = values.return_request(self._handed(values))
            taken = self._application.read(lambda s: prepare_return(s, request, tr, account=account, today=today))
            return self._returned(taken, self._words(tr))
        asked = values.issue_request()
        given = self._application.read(lambda s: prepare_issue(s, asked, tr, account=account, today=today))
        return self._issued(given, self._words(tr))

    def preview(self, values: Values) -> bytes:
        """Return the paper as it would be, as PDF."""
        account, tr, now = self._application.account, translations(values.language), datetime.now(UTC)
        if values.kind == RETURN:
            request = values.return_request(self._handed(values))
            pdf: bytes = self._application.read(lambda s: preview_return(s, request, tr, account=account, now=now))
            return pdf
        asked = values.issue_request()
        drawn: bytes = self._application.read(lambda s: preview_issue(s, asked, tr, account=account, now=now))
        return drawn

    def handed(self, values: Values) -> dict[int, tuple[int, ...]]:
        """Return which accessories went with each asset of a return."""
        return self._handed(values)

    def _handed(self, values: Values) -> dict[int, tuple[int, ...]]:
        if all(item.accessories is None for item in values.items):
            return {}
        from inventory.services.returning_request import ReturnItem, ReturnRequest

        plain = ReturnRequest(
            items=tuple(ReturnItem(asset_id=i.asset_id, with_parts=False) for i in values.items), strict=False
        )
        account, today, tr = self._application.account, self._application.today(), translations(values.language)
        found = self._application.read(lambda s: prepare_return(s, plain, tr, account=account, today=today))
        return {item.asset_id: tuple(a.id for a in item.accessories) for item in found.items}

    def _words(self, tr: Translations) -> dict[str, tuple[str, ...]]:
        def look(session: Any) -> dict[str, tuple[str, ...]]:
            return {
                "conditions": conditions_on_paper(session, tr), "accessories": read_policies(session).accessories,
            }  # fmt: skip

        found: dict[str, tuple[str, ...]] = self._application.read(look)
        return found

    def _icons(self, items: Sequence[Any]) -> dict[int, str]:
        ids = [item.asset_id for item in items]
        return {number: icon or "package" for number, icon in self._application.listing.page(ids, ("id", "icon"))}

    def _photos(self, items: Sequence[Any]) -> dict[int, str]:
        ids = [item.asset_id for item in items]
        found: dict[int, str] = self._application.read(lambda session: first_photos(session, ids))
        return found

    def _issued(self, found: Any, words: dict[str, tuple[str, ...]]) -> Checked:
        icons, photos = self._icons(found.items), self._photos(found.items)
        rows = tuple(
            Row(
                asset_id=item.asset_id, number=item.number, name=item.name, serial=item.serial,
                icon=icons.get(item.asset_id, "package"), photo=photos.get(item.asset_id, ""),
                condition=item.condition, part_of=item.part_of, detail="",
                accessories=tuple(
                    Tick(id=a.id, name=a.name, ticked=a.handed_over and not a.missing, lost=a.missing)
                    for a in item.accessories
                ),
            )
            for item in found.items
        )  # fmt: skip
        return Checked(
            rows=rows, total=found.total, problems=found.problems, warnings=found.warnings, granted=found.granted,
            giver=found.giver, other=found.receiver, held=found.receiver_holds, place=found.place, **words,
        )  # fmt: skip

    def _returned(self, found: Any, words: dict[str, tuple[str, ...]]) -> Checked:
        icons, photos = self._icons(found.items), self._photos(found.items)
        rows = tuple(
            Row(
                asset_id=item.asset_id, number=item.number, name=item.name, serial=item.serial,
                icon=icons.get(item.asset_id, "package"), photo=photos.get(item.asset_id, ""),
                condition=item.condition or item.condition_issued,
                part_of=item.part_of, detail=item.document,
                accessories=tuple(Tick(id=a.id, name=a.name, ticked=not a.missing) for a in item.accessories),
            )
            for item in found.items
        )  # fmt: skip
        return Checked(
            rows=rows, total=found.total, problems=found.problems, warnings=found.warnings, granted=False,
            giver=found.receiver, other=found.holder, held=len(rows), place=found.place, **words,
        )  # fmt: skip


def _matching(options: Sequence[Option], words: str) -> list[Option]:
    wanted = fold(words).split()
    found = (o for o in options if all(word in fold(f"{o.text} {o.detail}") for word in wanted))
    return [option for option, _n in zip(found, range(MOST), strict=False)]
