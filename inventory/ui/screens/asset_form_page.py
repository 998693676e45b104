"""What the parts of the form of an asset need of the page that holds them."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from inventory.services.asset_choices import FormData
from inventory.ui.context import Context
from inventory.ui.screens.asset_form_body import FormBody
from inventory.ui.screens.asset_form_faults import Faults
from inventory.ui.screens.asset_form_strip import FormStrip


class FormPage(Protocol):
    """The page: which asset it edits, its cards, its strips."""

    context: Context
    asset: int | None
    body: FormBody
    faults: Faults
    conflict: FormStrip
    offer: FormStrip

    def is_dirty(self) -> bool: ...
    def show_form(self, data: FormData) -> None: ...
    def load_again(self) -> None: ...
    def set_saving(self, running: bool) -> None: ...
    def on_saved(self, done: Any, request: Any, *, add_next: bool) -> None: ...
    def window(self) -> QWidget: ...
