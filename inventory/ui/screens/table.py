"""All screens in the order of the navigation; imported when first opened, or before, when nothing else is to do."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from inventory.base.i18n import N_
from inventory.ui.context import Context
from inventory.ui.screen import ScreenEntry

_MODULES: list[str] = []


def import_screens(cancelled: Callable[[], bool]) -> None:
    """Import all screens on a thread of its own, so that none holds the window up when it is first opened."""
    if all(module in sys.modules for module in _MODULES):
        return
    for module in _MODULES:
        if cancelled():
            return
        import_module(module)
    # All this stays until the end: looking through it again would hold the window up at each full collection.
    gc.freeze()


def _entry(
    key: str, title: str, icon: str, page: str, *, keys: str = "", place: str = "top", parent: str = ""
) -> ScreenEntry:
    short, _, name = page.partition(":")
    module = f"inventory.ui.screens.{short}"
    _MODULES.append(module)

    def build(context: Context) -> QWidget:
        made: QWidget = getattr(import_module(module), name)(context)
        return made

    return ScreenEntry(key=key, title=title, icon=icon, factory=build, keys=keys, place=place, parent=parent)


SCREENS: tuple[ScreenEntry, ...] = (
    _entry("overview", N_("Overview"), "layout-dashboard", "overview:OverviewPage", keys="Ctrl+1"),
    _entry("register", N_("Register"), "package", "register:RegisterPage", keys="Ctrl+2"),
    _entry("asset", N_("Asset"), "package", "asset_form:AssetFormPage", place="hidden", parent="register"),
    _entry("add_many", N_("Add many"), "package-plus", "add_many:AddManyPage", place="hidden", parent="register"),
    _entry(
        "print_labels",
        N_("Print stickers"),
        "printer",
        "print_labels:PrintLabelsPage",
        place="hidden",
        parent="register",
    ),
    _entry(
        "label_designer",
        N_("Label designer"),
        "pencil",
        "label_designer:LabelDesignerPage",
        place="hidden",
        parent="register",
    ),
    _entry("print_jobs", N_("Prints"), "history", "print_jobs:PrintJobsPage", place="hidden", parent="register"),
    _entry(
        "stick_labels",
        N_("Confirm sticking"),
        "scan-barcode",
        "stick_labels:StickLabelsPage",
        place="hidden",
        parent="register",
    ),
    _entry(
        "spare_numbers",
        N_("Numbers printed ahead"),
        "tag",
        "spare_numbers:SpareNumbersPage",
        place="hidden",
        parent="register",
    ),
    _entry("person", N_("Person"), "user", "person:PersonPage", place="hidden", parent="handovers"),
    _entry("handovers", N_("Handovers"), "arrow-left-right", "handovers:HandoversPage", keys="Ctrl+3"),
    _entry(
        "handover",
        N_("Handover"),
        "arrow-left-right",
        "handover_form:HandoverFormPage",
        place="hidden",
        parent="handovers",
    ),
    _entry("counts", N_("Stock check"), "clipboard-check", "counts:CountsPage", keys="Ctrl+4"),
    _entry("counting", N_("Counting"), "clipboard-check", "counting:CountingPage", place="hidden", parent="counts"),
    _entry(
        "differences",
        N_("Differences"),
        "clipboard-check",
        "differences:DifferencesPage",
        place="hidden",
        parent="counts",
    ),
    _entry("funding", N_("Funding sources"), "landmark", "funding:FundingPage", keys="Ctrl+5"),
    _entry("documents", N_("Documents"), "file-text", "documents:DocumentsPage", keys="Ctrl+6"),
    _entry("import", N_("Import"), "upload", "import_wizard:ImportPage", keys="Ctrl+7"),
    _entry("help", N_("Help"), "circle-question-mark", "help:HelpPage", keys="F1", place="bottom"),
    _entry("settings", N_("Settings"), "settings", "settings:SettingsPage", keys="Ctrl+,", place="bottom"),
)

# Without a register there is only this.
WELCOME: tuple[ScreenEntry, ...] = (_entry("welcome", N_("Register"), "package", "welcome:WelcomePage", keys="Ctrl+1"),)
