"""What funding sources and projects lack before their labels may be printed, and what is to be looked at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inventory.base.i18n import N_, Message
from inventory.labels.inks import BLACK, COLOUR, GREY
from inventory.model.funding import FundingSource, Project, SourceLogo
from inventory.services.funding import LogoRequest, SourceRequest

# Programmes ask for titles of at most this many characters on what is shown to the public (domain.md 1.3).
LONGEST_TITLE = 150

_NO_LOGO = N_("The funding source {source} has no logo. Add its logo files first.")
_NO_ARTWORK = N_("The funding source {source} has no label design. Add its file as the first logo of the source.")
_NO_SIZE = N_(
    "The label design of {source} has no size. Enter width and height of the label, or let it be fitted to the label."
)
_NO_STATEMENT = {
    "pl": N_("The funding source {source} has no statement in Polish. Write it first."),
    "en": N_("The funding source {source} has no statement in English. Write it first."),
}
_NO_BLACK = N_(
    "The logo “{logo}” of {source} has no version in black, and label printers print no other. Add its file."
)
_NO_GREY = N_("The logo “{logo}” of {source} has no version in grey, so the one in colour is printed.")
_UNKNOWN = N_("{source}: least width or clear space is not known for {logos}. Check them in the brand manual.")
_TOO_MANY = N_("The label of {source} would have {count} logos; at most {most} may stand in the row.")
_NO_TITLE = N_("The project {project} has no title. Write it first.")
_NO_ENGLISH_TITLE = N_("The project {project} has no title in English, so the Polish one is printed.")
_LONG_TITLE = N_("The title of {project} has {count} characters; programmes ask for at most {most}.")
_NO_AGREEMENT = N_("The statement names the agreement, but the project {project} has no number of it. Enter it first.")
_NO_GRANT = N_("The statement names the grant, but the project {project} has no amount of it. Enter it first.")


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """`faults` keep labels from being printed, `warnings` do not."""

    faults: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()


def source_gaps(
    source: FundingSource | SourceRequest, language: str, *, ink: str = COLOUR, short: bool = False
) -> Gaps:
    """Return what a source lacks for labels in a language and in an ink; a `short` label has no statement."""
    if source.label_mode == "none":
        return Gaps()
    params = {"source": source.code}
    faults: list[Message] = []
    warnings: list[Message] = []
    locked = source.label_mode == "locked_artwork"
    logos: Sequence[SourceLogo | LogoRequest] = source.logos[:1] if locked else source.logos
    if not logos:
        faults.append(Message(_NO_ARTWORK if locked else _NO_LOGO, params))
    if locked and not source.label_scaled and not (source.label_width_mm and source.label_height_mm):
        faults.append(Message(_NO_SIZE, params))
    if not locked and not short and not statement(source, language):
        faults.append(Message(_NO_STATEMENT[language], params))
    for logo in logos:
        named = {**params, "logo": logo.name}
        if ink == BLACK and logo.black_sha256 is None:
            faults.append(Message(_NO_BLACK, named))
        if ink == GREY and logo.grey_sha256 is None:
            warnings.append(Message(_NO_GREY, named))
    unknown = [logo.name for logo in logos if logo.min_width_mm is None or logo.clear_space_mm is None]
    if unknown and not locked:
        warnings.append(Message(_UNKNOWN, {**params, "logos": ", ".join(unknown)}))
    too_many = None if locked else row_gap([source])
    return Gaps(faults=(*faults, *([too_many] if too_many else [])), warnings=tuple(warnings))


def row_gap(sources: Sequence[FundingSource | SourceRequest]) -> Message | None:
    """Return that the logos of sources on one label are more than one of them allows."""
    count = len({logo.sha256 for source in sources for logo in source.logos})
    most = min((source.most_logos for source in sources if source.most_logos is not None), default=count)
    if count <= most:
        return None
    return Message(_TOO_MANY, {"source": "+".join(one.code for one in sources), "count": count, "most": most})


def project_gaps(project: Project, statements: str, language: str) -> Gaps:
    """Return what a project lacks for a label with these statements, whose blocks are still to be filled in."""
    params = {"project": project.number}
    title = title_of(project, language)
    faults: list[Message] = []
    warnings: list[Message] = []
    if not title:
        faults.append(Message(_NO_TITLE, params))
    if "{agreement}" in statements and not project.agreement_no:
        faults.append(Message(_NO_AGREEMENT, params))
    if "{grant}" in statements and not (project.grant_eur or project.grant_pln):
        faults.append(Message(_NO_GRANT, params))
    if language == "en" and title and not project.title_en:
        warnings.append(Message(_NO_ENGLISH_TITLE, params))
    if len(title) > LONGEST_TITLE:
        warnings.append(Message(_LONG_TITLE, {**params, "count": len(title), "most": LONGEST_TITLE}))
    return Gaps(faults=tuple(faults), warnings=tuple(warnings))


def statement(source: FundingSource | SourceRequest, language: str) -> str:
    """Return the statement of a source in a language."""
    return (source.statement_en if language == "en" else source.statement_pl).strip()


def title_of(project: Project, language: str) -> str:
    """Return the title of a project in a language; the Polish one where there is no English one."""
    return project.title_en or project.title_pl if language == "en" else project.title_pl
