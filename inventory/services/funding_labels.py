"""What stands on funding labels: wording and logos of the source, project, shares; and what is still missing for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.i18n import N_, Message, Translations
from inventory.labels.data import FundingLabelData, Logo
from inventory.labels.template import Template
from inventory.model.assets import StoredFile
from inventory.model.funding import AssetFunding, FundingSource, Project
from inventory.services.files import file_content

# Sources whose names are common nouns: in the middle of a line they begin with a small letter.
_COMMON = frozenset({"STATE_BUDGET", "STATE_FUND", "LOCAL_GOV", "DONATION", "OWN", "OTHER"})
_ROLES = {"promoter": N_("{unit} – project promoter"), "partner": N_("{unit} – project partner")}
_NO_LOGO = N_("The funding source {source} has no logo. Add its logo files first.")
_NO_ARTWORK = N_("The funding source {source} has no label design. Add its file as the first logo of the source.")
_NO_STATEMENT = N_("The funding source {source} has no statement in Polish. Write it first.")
_NO_PROJECT = N_("{number} is paid by {source} but by no project. Choose its project first.")
_NO_TITLE = N_("The project {project} has no title. Write it first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one source paid of one asset, in hundredths of a per cent."""

    source_id: int
    project_id: int | None
    share: int


def shares_of(session: Session, ids: Sequence[int]) -> dict[int, list[Share]]:
    """Return the funding of some assets, in the order in which it was entered."""
    found: dict[int, list[Share]] = {}
    columns = (AssetFunding.asset_id, AssetFunding.source_id, AssetFunding.project_id, AssetFunding.share)
    query = select(*columns).where(AssetFunding.asset_id.in_(ids)).order_by(AssetFunding.position, AssetFunding.id)
    for asset_id, source_id, project_id, share in session.execute(query):
        part = Share(source_id=source_id, project_id=project_id, share=share)
        found.setdefault(asset_id, []).append(part)
    return found


class FundingLabels:
    """Makes the funding labels of one template; sources, projects and logo files are read once.

    `faults` gathers what keeps labels from being printed; such labels can still be previewed.
    """

    def __init__(self, session: Session, template: Template, unit: tuple[str, str], tr: Translations) -> None:
        """Read the sources; `unit` is the unit's short name and its full one."""
        self._session, self._template, self._tr = session, template, tr
        self._unit_short, self._unit_name = unit
        self._sources = {source.id: source for source in session.scalars(select(FundingSource))}
        self._bases: dict[tuple[int, int | None], FundingLabelData] = {}
        self._shares: dict[tuple[int, tuple[Share, ...]], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.faults: list[Message] = []

    def mark(self, shares: Iterable[Share]) -> str:
        """Return the codes of the sources that want to be seen, as an asset sticker shows them."""
        codes = [self._sources[part.source_id].code for part in shares if self._labels(part)]
        return "+".join(dict.fromkeys(codes))

    def of(self, number: str, name: str, shares: Sequence[Share]) -> list[FundingLabelData]:
        """Return the labels of an asset, one for each project that wants one; none for own money."""
        return [self._label(number, name, part, tuple(shares)) for part in self.wanted(shares)]

    def wanted(self, shares: Sequence[Share]) -> list[Share]:
        """Return the shares for each of which an asset gets a label: the first of each project that wants one."""
        wanted: dict[tuple[str, int], Share] = {}
        for part in shares:
            if self._labels(part):
                key = ("project", part.project_id) if part.project_id is not None else ("source", part.source_id)
                wanted.setdefault(key, part)
        return list(wanted.values())

    def _labels(self, part: Share) -> bool:
        return self._sources[part.source_id].label_mode != "none"

    def _label(self, number: str, name: str, part: Share, shares: tuple[Share, ...]) -> FundingLabelData:
        source = self._sources[part.source_id]
        if part.project_id is None and source.label_mode == "composed":
            self._fault(Message(_NO_PROJECT, {"number": number, "source": source.code}))
        key = part.source_id, part.project_id
        if key not in self._bases:
            self._bases[key] = self._base(*key)
        asset = part.source_id, shares
        if asset not in self._shares:
            self._shares[asset] = self._written(part, shares)
        long, short = self._shares[asset]
        return replace(self._bases[key], number=number, name=name, shares=long, shares_short=short)

    def _base(self, source_id: int, project_id: int | None) -> FundingLabelData:
        """Return what all labels of one source and project share, and note what is missing."""
        source = self._sources[source_id]
        project = self._session.get(Project, project_id) if project_id is not None else None
        logos = self._logos(source)
        if source.label_mode == "locked_artwork":
            if not logos:
                self._fault(Message(_NO_ARTWORK, {"source": source.code}))
                return FundingLabelData(number="", statement_pl=source.statement_pl)
            return FundingLabelData(number="", artwork=logos[0])
        self._check(source, project, logos)
        number, title = (project.number, project.title_pl) if project is not None else ("", "")
        english = project.title_en or title if project is not None else ""
        polish = self._tr.language == "pl"
        return FundingLabelData(
            number="",
            statement_pl=_filled(source.statement_pl, number, title),
            statement_en=_filled(source.statement_en, number, english),
            project_number=number,
            project_title=title,
            programme=", ".join(part for part in (source.programme, source.area) if part),
            slogan=source.slogan_pl if polish else source.slogan_en or source.slogan_pl,
            beneficiary=self._beneficiary(project),
            url=source.url,
            logos=logos,
            unit_short=self._unit_short,
            fund=" ".join(part for part in (self._name(source), source.period.replace("-", "–")) if part),
        )

    def _check(self, source: FundingSource, project: Project | None, logos: tuple[Logo, ...]) -> None:
        if not logos:
            self._fault(Message(_NO_LOGO, {"source": source.code}))
        if self._template.layout.form != "funding":
            return
        if not source.statement_pl.strip():
            self._fault(Message(_NO_STATEMENT, {"source": source.code}))
        if project is not None and "{title}" in source.statement_pl and not project.title_pl:
            self._fault(Message(_NO_TITLE, {"project": project.number}))

    def _fault(self, message: Message) -> None:
        if message not in self.faults:
            self.faults.append(message)

    def _logos(self, source: FundingSource) -> tuple[Logo, ...]:
        logos = []
        for logo in source.logos:
            if self._session.get(StoredFile, logo.sha256) is not None:
                kept = file_content(self._session, logo.sha256)
                logos.append(
                    Logo(
                        name=logo.name, content=kept.content, media_type=kept.media_type,
                        min_width_mm=logo.min_width_mm, clear_space_mm=logo.clear_space_mm,
                    )
                )  # fmt: skip
        return tuple(logos)

    def _beneficiary(self, project: Project | None) -> str:
        unit = self._unit_short or self._unit_name
        if project is None or not unit:
            return unit
        return self._tr(_ROLES[project.our_role], unit=unit) if project.our_role in _ROLES else unit

    def _name(self, source: FundingSource) -> str:
        return source.name_en if self._tr.language == "en" and source.name_en else source.name_pl

    def _written(self, part: Share, shares: tuple[Share, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the shares in the words of the large and of the small label."""
        tr = self._tr
        # The grant is what all sources that want a label paid through the same project.
        same = [one for one in shares if one.project_id == part.project_id and self._labels(one)]
        grant, rest = sum(one.share for one in same), [one for one in shares if one not in same and one.share]
        long = [tr("Co-financing {share}", share=tr.percent(grant))]
        short = [tr("grant {share}", share=tr.percent(grant))]
        for one in rest:
            name = self._inside(self._sources[one.source_id])
            percent = tr.percent(one.share)
            short.append(f"{name} {percent}")
            if len(rest) == 1:
                long.append(tr("remaining {share} – {source}", share=percent, source=name))
            else:
                long.append(f"{name} {percent}")
        return tuple(long), tuple(short)

    def _inside(self, source: FundingSource) -> str:
        name = self._name(source)
        return name[:1].lower() + name[1:] if source.kind in _COMMON and name[1:2].islower() else name


def _filled(statement: str, project: str, title: str) -> str:
    # Not `format`: the wording is the user's own and may hold any braces.
    return statement.replace("{project}", project).replace("{title}", title)
