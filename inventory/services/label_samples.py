"""One label as it will come out, for the pages that set how labels look."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import String, func, select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound
from inventory.base.i18n import Message, Translations
from inventory.labels.data import DrawnData, StickerData
from inventory.labels.drawing import NUMBER, TextElement
from inventory.labels.render import label_preview
from inventory.labels.template import Template, template
from inventory.model.assets import Asset
from inventory.model.funding import AssetFunding, Project
from inventory.model.organisation import Unit
from inventory.services.funding_labels import FundingLabels, Share
from inventory.services.label_designs import designs
from inventory.services.label_plan import sample

# The usual sticker, the one with number, funding and logos in one, and the large one for long statements.
STICKER, COMBINED, STATEMENT = "sheet-70x36-qr", "sheet-70x37-funding", "roll-100x55-funding"


_NO_NUMBER = "0000"


@dataclass(frozen=True, kw_only=True)
class FundingSample:
    """A funding label as a PDF, empty where no source wants one, and what is missing before it may be printed."""

    pdf: bytes = field(repr=False)
    missing: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class TemplateName:
    """A label format to choose: its key and its name."""

    key: str
    name: Message


def sticker_formats(session: Session) -> tuple[TemplateName, ...]:
    """Return the formats of asset stickers."""
    return tuple(
        TemplateName(key=made.key, name=made.title) for made in designs(session).usual() if made.purpose != "funding"
    )


def sample_sticker(number: str, unit_short: str, name: str, tr: Translations) -> bytes:
    """Return a sticker with this number as a PDF of its own size."""
    return label_preview(StickerData(number=number, unit_short=unit_short, name=name), template(STICKER), tr)


def sample_funding_label(session: Session, project_id: int, tr: Translations, *, key: str = COMBINED) -> FundingSample:
    """Return the funding label of a project's first asset; boxes stand for logos that are not there yet.

    Raises `NotFound`, and `Refused` where the texts do not fit the label.
    """
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("This project is no longer in the register.")
    first = select(Asset).join(AssetFunding).where(AssetFunding.project_id == project_id).order_by(Asset.number_key)
    asset = session.scalars(first.limit(1)).first()
    unit = session.scalars(select(Unit)).one()
    used = designs(session).template(key)
    labels = FundingLabels(session, used, (unit.short_name, unit.name), tr)
    shares = [Share(source_id=part.source_id, project_id=project_id, share=part.share) for part in project.split]
    number, name = (asset.number, asset.name) if asset is not None else ("", "")
    made = labels.of(number or _NO_NUMBER, name, shares)
    pdf = label_preview(made[0], used, tr) if made else b""
    return FundingSample(pdf=pdf, missing=tuple(labels.faults))


def longest_sample(session: Session, used: Template, tr: Translations) -> DrawnData | None:
    """Return a label with the longest number, name and other plain texts that the register has, as none may exist.

    None where there is no asset.
    """
    drawing = used.layout.drawing
    assert drawing is not None
    fields = {one.field for one in drawing.elements if isinstance(one, TextElement)} | {NUMBER}
    longest = [
        session.scalar(select(Asset.id).order_by(func.length(column).desc()).limit(1))
        for field in sorted(fields) if isinstance(getattr(column := getattr(Asset, field, None), "type", None), String)
    ]  # fmt: skip
    labels = [sample(session, asset_id, used, tr) for asset_id in dict.fromkeys(filter(None, longest))]
    drawn = [one for one in labels if isinstance(one, DrawnData)]
    if not drawn:
        return None
    texts = {
        field: max((one.texts.get(field, "") for one in drawn), key=len)
        for field in {f for d in drawn for f in d.texts}
    }
    return DrawnData(number=max((one.number for one in drawn), key=len), texts=texts)
