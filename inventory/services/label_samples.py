"""One label as it will come out, for the pages that set how labels look."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import String, func, select
from sqlalchemy.orm import Session

from inventory.base.errors import NotFound, Refused
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
    """A funding label as a PDF, empty where no source wants one.

    `missing` is what keeps it from being printed, `warnings` what should be looked at first.
    """

    pdf: bytes = field(repr=False)
    missing: tuple[Message, ...]
    warnings: tuple[Message, ...] = ()


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

    It is the large one where the other is refused. What is missing is told for the large one.

    Raises `NotFound`, and `Refused` where the texts do not fit the label.
    """
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("This project is no longer in the register.")
    first = select(Asset).join(AssetFunding).where(AssetFunding.project_id == project_id).order_by(Asset.number_key)
    asset = session.scalars(first.limit(1)).first()
    unit = session.scalars(select(Unit)).one()
    names, known = (unit.short_name, unit.name), designs(session)
    shares = [Share(source_id=part.source_id, project_id=project_id, share=part.share) for part in project.split]
    number, name = (asset.number, asset.name) if asset is not None else (_NO_NUMBER, "")
    # The large label needs all that the small one does, and a statement; it has room where the small one has none.
    large = known.template(STATEMENT)
    labels = FundingLabels(session, large, names, tr)
    made = labels.of(number, name, shares)
    pdf = b""
    if made:
        small = known.template(key)
        try:
            pdf = label_preview(FundingLabels(session, small, names, tr).of(number, name, shares)[0], small, tr)
        except Refused:
            pdf = label_preview(made[0], large, tr)
    return FundingSample(pdf=pdf, missing=tuple(labels.faults), warnings=tuple(labels.warnings))


def longest_sample(session: Session, used: Template, tr: Translations) -> DrawnData | None:
    """Return a label of a drawn layout with the longest number, name and other plain texts that the register has.

    They may be those of several assets. None where there is no asset.
    """
    drawing = used.layout.drawing
    assert drawing is not None
    fields = {one.field for one in drawing.elements if isinstance(one, TextElement)} | {NUMBER}
    columns = [column for column in Asset.__table__.columns if column.key in fields and isinstance(column.type, String)]
    found = {session.scalar(select(Asset.id).order_by(func.length(one).desc()).limit(1)) for one in columns}
    labels = [sample(session, asset_id, used, tr) for asset_id in found if asset_id is not None]
    drawn = [one for one in labels if isinstance(one, DrawnData)]
    if not drawn:
        return None
    texts = {field: max((one.texts.get(field, "") for one in drawn), key=len) for field in drawn[0].texts}
    return DrawnData(number=max((one.number for one in drawn), key=len), texts=texts)
