"""What stands on funding labels: wording and logos of the source, project, shares; and what is still missing for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.i18n import N_, Message, Translations
from inventory.labels.data import FundingLabelData, Logo
from inventory.labels.inks import BLACK, COLOUR, GREY
from inventory.labels.template import Template
from inventory.model.funding import AssetFunding, FundingSource, Project, SourceLogo
from inventory.services.files import file_content
from inventory.services.funding_gaps import Gaps, project_gaps, row_gap, source_gaps, statement, title_of

# Sources whose names are common nouns: in the middle of a line they begin with a small letter.
_COMMON = frozenset({"STATE_BUDGET", "STATE_FUND", "LOCAL_GOV", "DONATION", "OWN", "OTHER"})
_ROLES = {"promoter": N_("{unit} – project promoter"), "partner": N_("{unit} – project partner")}
_NO_PROJECT = N_("{number} is paid by {source} but by no project. Choose its project first.")


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

    `faults` gathers what keeps labels from being printed; such labels can still be previewed. `warnings` is what
    should be looked at before. `ink` chooses the versions of the logos.
    """

    def __init__(
        self, session: Session, template: Template, unit: tuple[str, str], tr: Translations, *, ink: str = COLOUR
    ) -> None:
        """Read the sources; `unit` is the unit's short name and its full one."""
        self._session, self._template, self._tr, self._ink = session, template, tr, ink
        self._unit_short, self._unit_name = unit
        self._sources = {source.id: source for source in session.scalars(select(FundingSource))}
        self._bases: dict[tuple[tuple[int, ...], int | None], FundingLabelData] = {}
        self._shares: dict[tuple[int | None, tuple[Share, ...]], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.faults: list[Message] = []
        self.warnings: list[Message] = []

    def mark(self, shares: Iterable[Share]) -> str:
        """Return the codes of the sources that want to be seen, as an asset sticker shows them."""
        codes = [self._sources[part.source_id].code for part in shares if self._labels(part)]
        return "+".join(dict.fromkeys(codes))

    def of(self, number: str, name: str, shares: Sequence[Share]) -> list[FundingLabelData]:
        """Return the labels of an asset; none for own money."""
        made = []
        for project_id, sources in self.wanted(shares):
            made.append(self._label(number, name, sources, project_id, tuple(shares)))
        return made

    def wanted(self, shares: Sequence[Share]) -> list[tuple[int | None, tuple[int, ...]]]:
        """Return the project and the sources of each label that an asset gets.

        All sources that want a label and paid through the same project share one, in the order of `label_order`;
        each locked design is a label of its own, for nothing may be added to it (domain.md 1.3).
        """
        wanted: dict[tuple[int | None, int], list[int]] = {}
        for part in shares:
            if self._labels(part):
                apart = part.project_id is None or self._sources[part.source_id].label_mode == "locked_artwork"
                sources = wanted.setdefault((part.project_id, part.source_id if apart else 0), [])
                if part.source_id not in sources:
                    sources.append(part.source_id)
        return [
            (project_id, tuple(sorted(sources, key=lambda source: self._sources[source].label_order)))
            for (project_id, _), sources in wanted.items()
        ]

    def _labels(self, part: Share) -> bool:
        return self._sources[part.source_id].label_mode != "none"

    def _label(
        self, number: str, name: str, sources: tuple[int, ...], project_id: int | None, shares: tuple[Share, ...]
    ) -> FundingLabelData:
        first = self._sources[sources[0]]
        if project_id is None and first.label_mode == "composed":
            self._note([Message(_NO_PROJECT, {"number": number, "source": first.code})])
        key = sources, project_id
        if key not in self._bases:
            self._bases[key] = self._base([self._sources[one] for one in sources], project_id)
        asset = project_id, shares
        if asset not in self._shares:
            self._shares[asset] = self._written(project_id, shares)
        long, short = self._shares[asset]
        return replace(self._bases[key], number=number, name=name, shares=long, shares_short=short)

    def _base(self, sources: list[FundingSource], project_id: int | None) -> FundingLabelData:
        """Return what all labels of some sources and a project share, and note what is missing."""
        project = self._session.get(Project, project_id) if project_id is not None else None
        self._check(sources, project)
        logos = self._logos(sources)
        first = sources[0]
        if first.label_mode == "locked_artwork":
            if not logos:
                return FundingLabelData(number="", statement_pl=first.statement_pl)
            width, height = first.label_width_mm, first.label_height_mm
            size = (width, height) if width and height and not first.label_scaled else None
            return FundingLabelData(number="", artwork=logos[0], artwork_mm=size)
        language = self._tr.language
        return FundingLabelData(
            number="",
            show_number=all(source.label_number for source in sources),
            statement_pl=self._statements(sources, project, "pl"),
            statement_en=self._statements(sources, project, "en"),
            project_number=project.number if project is not None else "",
            project_title=title_of(project, language) if project is not None else "",
            programme=self._programme(sources),
            slogan=_first(one.slogan_en if language == "en" else one.slogan_pl for one in sources)
            or _first(one.slogan_pl or one.slogan_en for one in sources),
            beneficiary=self._beneficiary(project),
            url=_first(source.url for source in sources),
            logos=logos,
            unit_short=self._unit_short,
            fund=_joined(" ".join(filter(None, (self._name(one), one.period.replace("-", "–")))) for one in sources),
        )

    def _check(self, sources: list[FundingSource], project: Project | None) -> None:
        language, short = self._tr.language, self._template.layout.form != "funding"
        gaps = [source_gaps(source, language, ink=self._ink, short=short) for source in sources]
        if project is not None and not short and sources[0].label_mode == "composed":
            gaps.append(project_gaps(project, " ".join(statement(one, language) for one in sources), language))
        if len(sources) > 1 and (many := row_gap(sources)) is not None:
            gaps.append(Gaps(faults=(many,)))
        self._note([fault for one in gaps for fault in one.faults])
        new = [warning for one in gaps for warning in one.warnings if warning not in self.warnings]
        self.warnings += new

    def _note(self, faults: list[Message]) -> None:
        self.faults += [fault for fault in faults if fault not in self.faults]

    def _logos(self, sources: list[FundingSource]) -> tuple[Logo, ...]:
        """Return the logos of sources in their order, one that several have once, in the versions for the ink."""
        logos = {logo.sha256: logo for source in reversed(sources) for logo in source.logos}
        ordered = dict.fromkeys(logo.sha256 for source in sources for logo in source.logos)
        made = []
        for logo in (logos[sha256] for sha256 in ordered):
            kept = file_content(self._session, ink_file(logo, self._ink))
            made.append(
                Logo(
                    name=logo.name, content=kept.content, media_type=kept.media_type,
                    min_width_mm=logo.min_width_mm, clear_space_mm=logo.clear_space_mm,
                )
            )  # fmt: skip
        return tuple(made)

    def _statements(self, sources: list[FundingSource], project: Project | None, language: str) -> str:
        """Return the statements of all sources in a language, each a sentence of its own where they are several."""
        texts = list(filter(None, (statement(source, language) for source in sources)))
        whole = texts[0] if len(texts) == 1 else " ".join(text.rstrip(".") + "." for text in texts)
        if project is None:
            return _filled(whole, {"project": "", "title": "", "agreement": "", "grant": ""})
        return _filled(
            whole,
            {
                "project": project.number,
                "title": title_of(project, language),
                "agreement": project.agreement_no,
                "grant": self._grant(project),
            },
        )

    def _grant(self, project: Project) -> str:
        if project.grant_eur:
            return f"{self._tr.amount(project.grant_eur)} EUR"
        return self._tr.money(project.grant_pln) if project.grant_pln else ""

    def _programme(self, sources: list[FundingSource]) -> str:
        named = _joined(", ".join(filter(None, (one.programme, one.area))) for one in sources)
        return self._tr("Programme: {name}", name=named) if named else ""

    def _beneficiary(self, project: Project | None) -> str:
        unit = self._unit_short or self._unit_name
        if project is None or not unit:
            return unit
        return self._tr(_ROLES[project.our_role], unit=unit) if project.our_role in _ROLES else unit

    def _name(self, source: FundingSource) -> str:
        return source.name_en if self._tr.language == "en" and source.name_en else source.name_pl

    def _written(self, project_id: int | None, shares: tuple[Share, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the shares in the words of the large and of the small label."""
        tr = self._tr
        # The grant is what the sources that want a label paid through the same project; several are named each.
        same = [one for one in shares if one.project_id == project_id and self._labels(one)]
        rest = [one for one in shares if one not in same and one.share]
        if len(same) == 1:
            long = [tr("Co-financing {share}", share=tr.percent(same[0].share))]
            short = [tr("grant {share}", share=tr.percent(same[0].share))]
        else:
            named = [(self._sources[one.source_id], tr.percent(one.share)) for one in same]
            shared = ", ".join(f"{self._inside(source)} {percent}" for source, percent in named)
            long = [tr("Co-financing: {shares}", shares=shared)]
            short = [f"{source.code} {percent}" for source, percent in named]
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


def ink_file(logo: SourceLogo, ink: str) -> str:
    """Return the SHA-256 of the version of a logo for an ink, or of that in colour where there is none."""
    return {GREY: logo.grey_sha256, BLACK: logo.black_sha256}.get(ink) or logo.sha256


def _filled(text: str, blocks: dict[str, str]) -> str:
    # Not `format`: the wording is the user's own and may hold any braces.
    for name, value in blocks.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(dict.fromkeys(filter(None, texts)))


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
