"""How the state of an asset and its funding look wherever they are shown: word, icon, tone, colour."""

from __future__ import annotations

from inventory.base.i18n import N_, Translations
from inventory.catalogue.statuses import ASSET_STATUSES
from inventory.ui.tokens import FUNDING

OVERDUE = N_("Overdue")
_LOOKS = {
    "issued": ("user", "info"),
    "in_stock": ("package", "neu"),
    "in_repair": ("wrench", "warn"),
    "for_disposal": ("archive", "neu"),
    "missing": ("circle-question-mark", "err"),
    "transferred": ("truck", "neu"),
    "disposed": ("archive", "neu"),
}


def status_look(status: str, tr: Translations, *, overdue: bool = False) -> tuple[str, str, str]:
    """Return word, icon and tone of a status; an asset not returned in time is overdue, whatever else."""
    if overdue:
        return tr(OVERDUE), "clock", "err"
    return tr(ASSET_STATUSES[status]), *_LOOKS[status]


def funding_token(source_id: int) -> str:
    """Return the colour of a funding source: the five colours in the order in which sources were added."""
    return FUNDING[(source_id - 1) % len(FUNDING)]
