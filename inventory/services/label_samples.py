"""One label as it will come out, for the pages that set how labels look."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.i18n import Translations
from inventory.labels.data import FundingLabelData, Logo, StickerData
from inventory.labels.render import label_preview
from inventory.labels.template import load_templates, template
from inventory.model.assets import Asset, StoredFile
from inventory.model.funding import AssetFunding, FundingSource, Project
from inventory.model.organisation import Unit

# The usual sticker, the one with number, funding and logos in one, and the large one for long statements.
STICKER, COMBINED, STATEMENT = "sheet-70x36-qr", "sheet-70x37-funding", "roll-100x55-funding"


@dataclass(frozen=True, kw_only=True)
class TemplateName:
    """A label format to choose: its key and its name, which is a message id."""

    key: str
    name: str


def sticker_formats() -> tuple[TemplateName, ...]:
    """Return the formats of asset stickers."""
    return tuple(
        TemplateName(key=key, name=made.name) for key, made in load_templates().items() if made.purpose != "funding"
    )


def sample_sticker(number: str, unit_short: str, name: str, tr: Translations) -> bytes:
    """Return a sticker with this number as a PDF of its own size."""
    return label_preview(StickerData(number=number, unit_short=unit_short, name=name), template(STICKER), tr)


def sample_funding_label(session: Session, project_id: int, tr: Translations, *, key: str = COMBINED) -> bytes:
    """Return the funding label of a project's first asset as a PDF; boxes stand for logos that are missing.

    Raises `NotFound`, and `Refused` where the texts do not fit the label.
    """
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("This project is no longer in the register.")
    first = select(Asset).join(AssetFunding).where(AssetFunding.project_id == project_id).order_by(Asset.number_key)
    asset = session.scalars(first.limit(1)).first()
    unit = session.scalars(select(Unit)).one()
    sources = [share.source for share in project.split]
    main = next((source for source in sources if source.label_mode != "none"), sources[0] if sources else None)
    shares = tuple(f"{share.source.name_pl} {tr.percent(share.share)}" for share in project.split)
    english = tr.language == "en"
    data = FundingLabelData(
        number=asset.number if asset is not None else "",
        name=asset.name if asset is not None else "",
        unit_short=unit.short_name or unit.name,
        statement_pl=_filled(main.statement_pl, project.number, project.title_pl) if main else "",
        statement_en=_filled(main.statement_en, project.number, project.title_en) if main else "",
        project_number=project.number,
        project_title=project.title_en if english and project.title_en else project.title_pl,
        programme=main.programme if main else "",
        slogan=(main.slogan_en if english else main.slogan_pl) if main else "",
        shares=shares,
        shares_short=tuple(f"{share.source.code} {tr.percent(share.share)}" for share in project.split),
        beneficiary=unit.name,
        url=main.url if main else "",
        fund=_fund(main, english=english),
        logos=_logos(session, main),
    )
    return label_preview(data, template(key), tr)


def _fund(source: FundingSource | None, *, english: bool) -> str:
    if source is None:
        return ""
    name = source.name_en if english and source.name_en else source.name_pl
    return f"{name} {source.period}".strip()


def _filled(statement: str, number: str, title: str) -> str:
    return statement.replace("{project}", number).replace("{title}", title)


def _logos(session: Session, source: FundingSource | None) -> tuple[Logo, ...]:
    found = []
    for row in source.logos if source is not None else ():
        file = session.get(StoredFile, row.sha256)
        if file is not None:
            found.append(
                Logo(
                    name=row.name, content=file.content, media_type=file.media_type,
                    min_width_mm=row.min_width_mm, clear_space_mm=row.clear_space_mm,
                )
            )  # fmt: skip
    return tuple(found)
