"""Funding sources with their logos, projects with budgets, and what was spent of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.text import fold
from inventory.model.assets import StoredFile
from inventory.model.funding import (
    DURABILITY_STARTS,
    LABEL_DUTIES,
    LABEL_MODES,
    SOURCE_KINDS,
    AssetFunding,
    FundingSource,
    ProjectShare,
    SourceLogo,
)
from inventory.services.organisation import check_version, refuse_used
from inventory.services.problems import CODE, LINE, NAME, NOTES, SHORT, Problems
from inventory.store.unit import Work

_TEXTS = {
    "period": SHORT,
    "programme": NAME,
    "area": NAME,
    "operator": NAME,
    "statement_pl": NOTES,
    "statement_en": NOTES,
    "slogan_pl": LINE,
    "slogan_en": LINE,
    "url": LINE,
    "legal_basis": LINE,
    "name_en": NAME,
}
_WORDS = {
    "kind": SOURCE_KINDS,
    "label_mode": LABEL_MODES,
    "label_required": LABEL_DUTIES,
    "durability_start": DURABILITY_STARTS,
}
_PLAIN = (
    "label_order",
    "label_width_mm",
    "label_height_mm",
    "label_scaled",
    "label_number",
    "most_logos",
    "durability_years",
    "retention_years",
    "valid_from",
    "valid_to",
    "active",
)


@dataclass(frozen=True, kw_only=True)
class LogoRequest:
    """A logo of a source: the SHA-256 of its stored files, and what its brand manual asks for, in mm.

    `sha256` is the file in colour; the others are the versions for grey and for one-bit printers, where it has them.
    """

    sha256: str
    name: str
    grey_sha256: str | None = None
    black_sha256: str | None = None
    min_width_mm: float | None = None
    clear_space_mm: float | None = None
    source_page: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceRequest:
    """A funding source with the wording and rules of its labels (domain.md 1.5); without `id` a new one."""

    code: str
    name_pl: str
    name_en: str = ""
    kind: str = "OTHER"
    period: str = ""
    programme: str = ""
    area: str = ""
    operator: str = ""
    statement_pl: str = ""
    statement_en: str = ""
    slogan_pl: str = ""
    slogan_en: str = ""
    url: str = ""
    label_mode: str = "none"
    label_required: str = "no"
    label_order: int = 0
    label_width_mm: float | None = None
    label_height_mm: float | None = None
    label_scaled: bool = False
    label_number: bool = True
    most_logos: int | None = None
    durability_years: int | None = None
    durability_start: str = "completion"
    retention_years: int | None = None
    legal_basis: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    active: bool = True
    logos: tuple[LogoRequest, ...] = ()
    id: int | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class SourceView:
    """A source as lists show it; `position` chooses its colour, `value` is what it paid in grosze."""

    id: int
    code: str
    name_pl: str
    name_en: str
    kind: str
    position: int
    period: str
    active: bool
    assets: int
    value: int
    version: int

    def name(self, language: str) -> str:
        """Return the name in a language."""
        return self.name_en if language == "en" and self.name_en else self.name_pl


def list_sources(session: Session, *, inactive: bool = False) -> list[SourceView]:
    """Return the sources in the order in which they were added, with what each paid."""
    query = select(AssetFunding.source_id, func.count(), func.coalesce(func.sum(AssetFunding.amount), 0))
    paid = {row[0]: (row[1], row[2]) for row in session.execute(query.group_by(AssetFunding.source_id))}
    sources = select(FundingSource).order_by(FundingSource.position, FundingSource.id)
    names = [name for name in SourceView.__dataclass_fields__ if name not in {"assets", "value"}]
    return [
        SourceView(
            **{name: getattr(row, name) for name in names},
            assets=paid.get(row.id, (0, 0))[0],
            value=paid.get(row.id, (0, 0))[1] or 0,
        )
        for row in session.scalars(sources if inactive else sources.where(FundingSource.active))
    ]


def source_form(session: Session, source_id: int) -> SourceRequest:
    """Return a source as its form holds it. Raises `NotFound`."""
    source = _source(session, source_id)
    logos = tuple(
        LogoRequest(**{name: getattr(logo, name) for name in LogoRequest.__dataclass_fields__}) for logo in source.logos
    )
    names = [name for name in SourceRequest.__dataclass_fields__ if name != "logos"]
    return SourceRequest(**{name: getattr(source, name) for name in names}, logos=logos)


def save_source(work: Work, request: SourceRequest) -> int:
    """Save a funding source and return its id. Raises `ProblemsFound`, `Conflict`, `NotFound`."""
    source = _source(work, request.id) if request.id else FundingSource(position=_next_position(work))
    check_version(request.version, source.version)
    problems = Problems()
    source.code = problems.needed("code", request.code, "Enter the code.", CODE)
    if any(letter in source.code for letter in "@;%() "):
        # A cell such as NMF@NMF/PA18/0004 85% must be read again (decision 6).
        problems.fault("code", "The code may have no spaces and none of @ ; % ( ).")
    source.code_folded = fold(source.code)
    source.name_pl = problems.needed("name_pl", request.name_pl, "Enter the name.")
    for name, longest in _TEXTS.items():
        setattr(source, name, problems.text(name, getattr(request, name), longest, lines=longest == NOTES))
    for name, words in _WORDS.items():
        if getattr(request, name) not in words:
            problems.fault(name, "Choose one of the values offered.")
        setattr(source, name, getattr(request, name))
    for name in _PLAIN:
        _put_plain(problems, source, name, getattr(request, name))
    with work.no_autoflush:
        same = select(FundingSource.id).where(
            FundingSource.code_folded == source.code_folded, FundingSource.id != (request.id or 0)
        )
        if work.scalar(same) is not None:
            problems.fault("code", "The code {code} belongs to another source.", code=source.code)
        source.logos = _logos(work, problems, source, request)
    problems.raise_if_any()
    work.add(source)
    work.flush()
    return source.id


def delete_source(work: Work, source_id: int) -> None:
    """Delete a source that paid for nothing. Raises `Refused`."""
    refuse_used(work, (AssetFunding.source_id == source_id, ProjectShare.source_id == source_id))
    work.delete(_source(work, source_id))
    work.flush()


def _source(session: Session, source_id: int) -> FundingSource:
    source = session.get(FundingSource, source_id)
    if source is None:
        raise NotFound("This funding source is no longer in the register.")
    return source


def _next_position(work: Work) -> int:
    return (work.scalar(select(func.max(FundingSource.position))) or 0) + 1


def _put_plain(problems: Problems, source: FundingSource, name: str, value: Any) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
        problems.fault(name, "The value cannot be below zero.")
    setattr(source, name, value)


def _logos(work: Work, problems: Problems, source: FundingSource, request: SourceRequest) -> list[SourceLogo]:
    present = {logo.sha256: logo for logo in source.logos}
    rows = []
    for position, typed in enumerate(request.logos):
        _check_logo(work, problems, typed)
        row = present.pop(typed.sha256, None) or SourceLogo(sha256=typed.sha256)
        row.name = problems.text("logos", typed.name, NAME)
        row.position = position
        for name in ("grey_sha256", "black_sha256", "min_width_mm", "clear_space_mm"):
            setattr(row, name, getattr(typed, name))
        row.source_page = problems.text("logos", typed.source_page, SHORT)
        rows.append(row)
    return rows


def _check_logo(work: Work, problems: Problems, typed: LogoRequest) -> None:
    if any(size is not None and size < 0 for size in (typed.min_width_mm, typed.clear_space_mm)):
        problems.fault("logos", "The value cannot be below zero.")
    files = {sha256 for sha256 in (typed.sha256, typed.grey_sha256, typed.black_sha256) if sha256 is not None}
    if any(work.get(StoredFile, sha256) is None for sha256 in files):
        problems.fault("logos", "The logo is not in the register. Add it again.")
