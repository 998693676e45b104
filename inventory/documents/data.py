"""What the papers are drawn from: frozen dataclasses that know nothing of the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

PersonKind = Literal["officer", "employee", "other"]


@dataclass(frozen=True, kw_only=True)
class UnitData:
    """The own unit as it stands in the header; `header_stamp` leaves that place free for a rubber stamp."""

    name: str
    short_name: str = ""
    cell: str = ""
    address: str = ""
    city: str = ""
    nip: str = ""
    regon: str = ""
    header_stamp: bool = False


@dataclass(frozen=True, kw_only=True)
class PartyData:
    """A person on a paper: no identity-card number, no private data (domain.md 5)."""

    rank: str = ""
    name: str = ""
    position: str = ""
    cell: str = ""
    hr_id: str = ""
    kind: PersonKind = "other"


@dataclass(frozen=True, kw_only=True)
class Header:
    """What every paper carries; without `number` the paper is a draft.

    `program` is name and version, `template` the code of the form such as `P-1`; instants are aware.
    """

    unit: UnitData
    number: str | None
    document_date: date
    place_city: str
    entered_at: datetime
    printed_at: datetime
    program: str
    template: str
    corrects: str = ""


@dataclass(frozen=True, kw_only=True)
class ShareData:
    """One source of a project: share in hundredths of a per cent, amount in grosze where it is known."""

    source: str
    share: int | None = None
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class FundingNotice:
    """What a paper says of one project; `items` are the positions it concerns, none for all.

    `durability_known` with no date means that no durability is due; unknown prints "not established".
    """

    project_number: str
    project_title: str = ""
    shares: tuple[ShareData, ...] = ()
    durability_until: date | None = None
    durability_known: bool = False
    items: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AccessoryData:
    """A loose part without a number, and whether it was handed over."""

    name: str
    handed_over: bool = True


@dataclass(frozen=True, kw_only=True)
class ItemData:
    """A row of a handover; `gross` in grosze is the value of the whole row, None when it is unknown."""

    number: str
    name: str
    serial: str = ""
    quantity: int = 1
    unit: str = ""
    condition: str = ""
    remarks: str = ""
    gross: int | None = None
    accessories: tuple[AccessoryData, ...] = ()
    licences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReturnItemData:
    """A row of a return: the item and its condition when it was issued and when it came back."""

    item: ItemData
    condition_issued: str = ""
    condition_returned: str = ""


@dataclass(frozen=True, kw_only=True)
class IssueReference:
    """The handover protocol that a return answers."""

    number: str
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class HandoverData:
    """Handover protocol (domain.md 7.3)."""

    header: Header
    giver: PartyData
    receiver: PartyData
    handed_on: date
    items: tuple[ItemData, ...]
    place: str = ""
    basis: str = ""
    purpose: str = ""
    return_by: date | None = None
    funding: tuple[FundingNotice, ...] = ()
    statement: tuple[str, ...] = ()
    remarks: str = ""
    approver: PartyData | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnData:
    """Return protocol (domain.md 7.4); without `issued_by` the custody came from the register itself.

    `data_wiped` and `stickers_readable` are None where they do not apply or were not checked.
    """

    header: Header
    giver: PartyData
    receiver: PartyData
    returned_on: date
    items: tuple[ReturnItemData, ...]
    place: str = ""
    issued_by: tuple[IssueReference, ...] = ()
    due: date | None = None
    days_late: int = 0
    missing: str = ""
    damaged: str = ""
    data_wiped: bool | None = None
    settled: bool = True
    settled_note: str = ""
    stickers_readable: bool | None = None
    kept_at: str = ""
    funding: tuple[FundingNotice, ...] = ()
    statement: tuple[str, ...] = ()
    remarks: str = ""
    approver: PartyData | None = None


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """A counted position; price and value in grosze stay None until the accounts value the sheet."""

    number: str
    name: str
    serial: str = ""
    unit: str = ""
    quantity: int | None = None
    price: int | None = None
    value: int | None = None
    remarks: str = ""


@dataclass(frozen=True, kw_only=True)
class CountSheetData:
    """Count sheet (domain.md 7.15); it never shows the book quantity.

    `blank_rows` follow the rows: a `finished` sheet has them struck with a Z, on others they are filled by hand.
    """

    header: Header
    count_kind: str
    area: str
    group: str
    as_of: date
    custodian: PartyData
    team: tuple[PartyData, ...]
    rows: tuple[CountRow, ...] = ()
    blank_rows: int = 0
    finished: bool = True
    started: datetime | None = None
    ended: datetime | None = None
    order: str = ""
    team_name: str = ""
    others: str = ""
    chair: PartyData | None = None


@dataclass(frozen=True, kw_only=True)
class DifferenceRow:
    """A position of the difference list; quantities are pieces, money is grosze, None is "not valued".

    `durability_known` and `durability_until` as in `FundingNotice`; `grant` puts a shortage first.
    """

    sheet: str
    position: str
    number: str
    name: str
    unit: str = ""
    price: int | None = None
    actual_quantity: int = 0
    actual_value: int | None = None
    book_quantity: int = 0
    book_value: int | None = None
    remarks: str = ""
    source: str = ""
    grant: bool = False
    durability_known: bool = True
    durability_until: date | None = None

    @property
    def difference(self) -> int:
        """Return how many were found too many; negative is a shortage."""
        return self.actual_quantity - self.book_quantity

    def difference_value(self) -> int | None:
        """Return the value of what is missing or too much in grosze, None when it is not valued."""
        return None if self.price is None else abs(self.difference) * self.price


@dataclass(frozen=True, kw_only=True)
class DifferenceListData:
    """Difference list (domain.md 7.17)."""

    header: Header
    count_kind: str
    as_of: date
    areas: str
    sheets: str
    rows: tuple[DifferenceRow, ...]
    order: str = ""
    accountant: PartyData | None = None
    chief_accountant: PartyData | None = None
    chair: PartyData | None = None


class DocumentData(Protocol):
    """Any paper: it has at least a header."""

    @property
    def header(self) -> Header:
        """Return what every paper carries."""


def total(amounts: Sequence[int | None]) -> int:
    """Add up grosze, leaving out what is unknown."""
    return sum(amount for amount in amounts if amount is not None)
