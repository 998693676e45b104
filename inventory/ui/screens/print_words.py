"""Words for prints and stickers: how a print went, on what, why it was made, and the state of a sticker."""

from __future__ import annotations

from inventory.base.errors import NotFound
from inventory.base.i18n import Translations
from inventory.catalogue.stickers import JOB_RESULTS, REPRINT_REASONS
from inventory.labels.template import template
from inventory.services.print_history import JobRow

_LOOKS = {
    "sending": ("clock", "warn"),
    "pending": ("clock", "warn"),
    "printed": ("circle-check", "ok"),
    "partial": ("circle-alert", "neu"),
    "failed": ("circle-x", "neu"),
}


def reason_word(reason: str, tr: Translations) -> str:
    """Return a reason as people read it: a known one by its word, any other as it was typed."""
    return tr(REPRINT_REASONS[reason]) if reason in REPRINT_REASONS else reason


def result_look(job: JobRow, tr: Translations) -> tuple[str, str, str]:
    """Return word, icon and tone of how a print went; amber while somebody is to answer."""
    icon, tone = _LOOKS[job.result]
    return tr(JOB_RESULTS[job.result]), icon, "warn" if job.is_open else tone


def format_word(key: str, title: str, tr: Translations) -> str:
    """Return a label format in words; one of the users' own by the title that it had when it was printed."""
    try:
        return tr.message(template(key).title)
    except NotFound:
        return title or key


def question_of(job: JobRow, tr: Translations) -> str:
    """Return what is asked about a print: whether all came out that is not known to be spoiled."""
    first, last = job.spoiled_from, job.spoiled_to
    if first is None:
        return tr("Did all come out well?")
    if first == last:
        return tr("Did all but label {first} come out well?", first=first)
    return tr("Did all but labels {first} to {last} come out well?", first=first, last=last)


def title_of(job: JobRow, tr: Translations) -> str:
    """Return what was printed: stickers, funding labels or numbers ahead."""
    if job.form == "spare":
        return tr.plural("{n} number printed ahead", "{n} numbers printed ahead", job.labels)
    if job.form == "funding":
        return tr.plural("{n} funding label", "{n} funding labels", job.labels)
    if job.form == "set":
        return tr.plural("{n} label in sets", "{n} labels in sets", job.labels)
    return tr.plural("{n} sticker", "{n} stickers", job.labels)
