"""Where the money came from: funding sources, their logos, projects with budgets and usual splits."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventory.base.i18n import N_
from inventory.model.base import Base, Code, Key, Line, Name, Notes, Sha256, Short, Versioned

SOURCE_KINDS = {
    "NORWAY": N_("Norwegian Financial Mechanism"),
    "EEA": N_("EEA Financial Mechanism"),
    "EEA_NORWAY": N_("EEA and Norway Grants"),
    "EU_FE": N_("European Funds"),
    "EU_HOME": N_("EU home-affairs funds"),
    "KPO": N_("Recovery and Resilience Plan"),
    "SWISS": N_("Swiss-Polish Cooperation"),
    "STATE_BUDGET": N_("State budget"),
    "STATE_FUND": N_("State special fund"),
    "POLICE_SUPPORT_FUND": N_("Police Support Fund"),
    "LOCAL_GOV": N_("Local government"),
    "DONATION": N_("Donation"),
    "OWN": N_("Own means"),
    "OTHER": N_("Other source"),
}
LABEL_MODES = {"none": N_("No label"), "composed": N_("Composed label"), "locked_artwork": N_("Locked artwork")}
LABEL_DUTIES = {
    "contract": N_("Required by the contract"),
    "law": N_("Required by law"),
    "practice": N_("Good practice"),
    "no": N_("Not required"),
}
DURABILITY_STARTS = {
    "completion": N_("Project completion"),
    "final_payment": N_("Final payment"),
    "acceptance": N_("Acceptance for use"),
}
ROLES = {"promoter": N_("Promoter"), "partner": N_("Partner")}


class FundingSource(Versioned, Base):
    """A fund or budget with the wording and rules of its labels (domain.md 1.5); all of it editable data.

    `label_order` ranks sources that share a label, the lowest first; `label_scaled` lets a locked design be made
    smaller or larger than its own size; `label_number` adds the number of the asset and its code; `most_logos` is how
    many marks the row may have.
    """

    __tablename__ = "funding_source"
    id: Mapped[Key]
    code: Mapped[Code]
    code_folded: Mapped[Code] = mapped_column(unique=True)
    name_pl: Mapped[Name]
    name_en: Mapped[Name] = mapped_column(default="")
    kind: Mapped[Code] = mapped_column(default="OTHER")
    position: Mapped[int] = mapped_column(default=0)
    label_order: Mapped[int] = mapped_column(default=0)
    period: Mapped[Short] = mapped_column(default="")
    programme: Mapped[Name] = mapped_column(default="")
    area: Mapped[Name] = mapped_column(default="")
    operator: Mapped[Name] = mapped_column(default="")
    statement_pl: Mapped[Notes] = mapped_column(default="")
    statement_en: Mapped[Notes] = mapped_column(default="")
    slogan_pl: Mapped[Line] = mapped_column(default="")
    slogan_en: Mapped[Line] = mapped_column(default="")
    url: Mapped[Line] = mapped_column(default="")
    label_mode: Mapped[Code] = mapped_column(default="none")
    label_required: Mapped[Code] = mapped_column(default="no")
    label_width_mm: Mapped[float | None]
    label_height_mm: Mapped[float | None]
    label_scaled: Mapped[bool] = mapped_column(default=False)
    label_number: Mapped[bool] = mapped_column(default=True)
    most_logos: Mapped[int | None]
    durability_years: Mapped[int | None]
    durability_start: Mapped[Code] = mapped_column(default="completion")
    retention_years: Mapped[int | None]
    legal_basis: Mapped[Line] = mapped_column(default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    logos: Mapped[list[SourceLogo]] = relationship(order_by="SourceLogo.position", cascade="all, delete-orphan")


class SourceLogo(Base):
    """One logo of a source: its file in colour, in grey and in black, and what its brand manual asks for."""

    __tablename__ = "source_logo"
    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"), index=True)
    sha256: Mapped[Sha256] = mapped_column(ForeignKey("stored_file.sha256"))
    name: Mapped[Name]
    grey_sha256: Mapped[Sha256 | None] = mapped_column(ForeignKey("stored_file.sha256"))
    black_sha256: Mapped[Sha256 | None] = mapped_column(ForeignKey("stored_file.sha256"))
    position: Mapped[int] = mapped_column(default=0)
    min_width_mm: Mapped[float | None]
    clear_space_mm: Mapped[float | None]
    source_page: Mapped[Short] = mapped_column(default="")


class Project(Versioned, Base):
    """A grant project; amounts in grosze and euro cents, the rate in ten-thousandths of a złoty."""

    __tablename__ = "project"
    id: Mapped[Key]
    number: Mapped[Short]
    number_folded: Mapped[Short] = mapped_column(unique=True)
    aliases: Mapped[Line] = mapped_column(default="")
    title_pl: Mapped[Line] = mapped_column(default="")
    title_en: Mapped[Line] = mapped_column(default="")
    our_role: Mapped[Code] = mapped_column(default="partner")
    lead: Mapped[Name] = mapped_column(default="")
    partners: Mapped[Line] = mapped_column(default="")
    agreement_no: Mapped[Short] = mapped_column(default="")
    agreement_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    completion_document: Mapped[Name] = mapped_column(default="")
    durability_until: Mapped[date | None]
    total_eur: Mapped[int | None]
    grant_eur: Mapped[int | None]
    total_pln: Mapped[int | None]
    grant_pln: Mapped[int | None]
    rate: Mapped[int | None]
    rate_source: Mapped[Short] = mapped_column(default="")
    rate_table: Mapped[Short] = mapped_column(default="")
    rate_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    lines: Mapped[list[BudgetLine]] = relationship(order_by="BudgetLine.position", cascade="all, delete-orphan")
    split: Mapped[list[ProjectShare]] = relationship(order_by="ProjectShare.position", cascade="all, delete-orphan")


class BudgetLine(Base):
    """One line of a project's budget; assets count towards it by category."""

    __tablename__ = "budget_line"
    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[Name]
    amount: Mapped[int]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    position: Mapped[int] = mapped_column(default=0)


class ProjectShare(Base):
    """The usual split of a project, such as 85/15; new assets start with it."""

    __tablename__ = "project_share"
    __table_args__ = (UniqueConstraint("project_id", "source_id"),)
    id: Mapped[Key]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"))
    share: Mapped[int]
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[FundingSource] = relationship()


class AssetFunding(Base):
    """What one source paid of one asset; the amounts of an asset add up to its gross price."""

    __tablename__ = "asset_funding"
    id: Mapped[Key]
    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("funding_source.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    share: Mapped[int]
    amount: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[FundingSource] = relationship()
    project: Mapped[Project | None] = relationship()
