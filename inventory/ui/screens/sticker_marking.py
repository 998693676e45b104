"""Marking stickers to be replaced from the register, with the reason asked once, and taking the mark away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from inventory.base.i18n import N_, Translations
from inventory.catalogue.stickers import STICKER_FAULTS
from inventory.ui.screens.reason_dialog import ReasonDialog, ask_reason

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Page

Change = Callable[..., None]


def ask_replacing(page: Page, change: Change, ids: Sequence[int]) -> ReasonDialog:
    """Ask why, then mark; `change` runs an operation and says what was done."""
    tr = page.context.tr

    def mark(reason: str) -> None:
        change(
            N_("Sticker to be replaced"), _marking(ids, reason),
            lambda n: tr.plural("{n} sticker is to be replaced", "{n} stickers are to be replaced", n), bulk=True,
        )  # fmt: skip

    assert isinstance(page, QWidget)
    return ask_reason(
        page, page.context, title=tr("Sticker to be replaced"),
        text=tr("They are listed as without a sticker until a new one is printed."), verb=tr("Mark"),
        reasons=STICKER_FAULTS, memory="sticker_fault", then=mark,
    )  # fmt: skip


def mark_right(tr: Translations, change: Change, ids: Sequence[int]) -> None:
    """Take the mark away."""
    change(
        N_("Sticker is all right"), _marking(ids, ""),
        lambda n: tr.plural("{n} sticker is all right", "{n} stickers are all right", n), bulk=True,
    )  # fmt: skip


def _marking(ids: Sequence[int], reason: str) -> Callable[[Any], int]:
    def work(work: Any) -> int:
        from inventory.services.stickers import set_sticker_fault

        return set_sticker_fault(work, ids, reason)

    return work
