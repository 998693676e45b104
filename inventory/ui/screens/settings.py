"""The settings: sections at the left, each saved at once with its undo (ui.md 7.10)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from inventory.base.i18n import N_
from inventory.base.text import fold
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.widgets.card import PageHeader, column, fill, row, scrolling
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.ways import SectionList

if TYPE_CHECKING:
    from inventory.base.changes import Changes
    from inventory.ui.screens.settings_section import Section


class _Entry(NamedTuple):
    """A section: its words are what a search for a setting finds it by."""

    title: str
    icon: str
    page: str
    words: tuple[str, ...]


SECTIONS = {
    "organisation": _Entry(
        N_("Organisation"), "building-2", "settings_organisation:OrganisationSection",
        (N_("Name of the unit"), N_("NIP"), N_("REGON"), N_("Address"), N_("Logo"), N_("Who I am"), N_("Usual store")),
    ),
    "numbering": _Entry(
        N_("Numbering"), "tag", "settings_numbering:NumberingSection",
        (N_("Inventory number"), N_("Pattern"), N_("Numbers of papers")),
    ),
    "categories": _Entry(
        N_("Categories"), "layers", "settings_categories:CategoriesSection", (N_("KŚT symbol"), N_("Useful life")),
    ),
    "places": _Entry(
        N_("Places and people"), "map-pin", "settings_places:PlacesSection",
        (N_("Places"), N_("People"), N_("Cells"), N_("Suppliers"), N_("HR id")),
    ),
    "papers": _Entry(
        N_("Document templates"), "file-text", "settings_papers:PapersSection",
        (
            N_("Legal grounds"), N_("Usual condition"), N_("Commission"), N_("Accessories"),
            N_("Threshold of fixed assets"),
        ),
    ),
    "labels": _Entry(
        N_("Stickers and printers"), "printer", "settings_labels:LabelsSection", (N_("Resolution"), N_("Label format")),
    ),
    "stocks": _Entry(
        N_("Label stock"), "columns-3", "settings_stocks:StocksSection",
        (N_("Sheets and rolls"), N_("Sheet"), N_("Roll"), N_("Width of a label, mm")),
    ),
    "scanner": _Entry(
        N_("Scanner and sound"), "scan-barcode", "settings_scanner:ScannerSection",
        (N_("Check the scanner"), N_("Volume")),
    ),
    "backups": _Entry(
        N_("Backups"), "hard-drive", "settings_backups:BackupsSection",
        (N_("Folder of the copies"), N_("Restore"), N_("Size limit")),
    ),
    "look": _Entry(
        N_("Language and look"), "globe", "settings_look:LookSection",
        (N_("Language"), N_("Theme"), N_("Density"), N_("Start page")),
    ),
    "register": _Entry(
        N_("Register file"), "database", "settings_register:RegisterSection",
        (N_("Open another register…"), N_("Make the example"), N_("Check the register")),
    ),
}  # fmt: skip


class SettingsPage(QWidget):
    """Opens with `section`, else with the one shown last."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.header = PageHeader(tr("Settings"))
        self.search = LineEditor(placeholder=tr("Find a setting"), icon="search", longest=60)
        self.search.setAccessibleName(tr("Find a setting"))
        self.search.textChanged.connect(self._on_search)
        self.list = SectionList([(key, tr(entry.title), entry.icon) for key, entry in SECTIONS.items()], width=216)
        self.list.chosen.connect(lambda key: self.open(section=key))
        self._stack = QStackedWidget()
        self._sections: dict[str, Section] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._current = "organisation"
        left = fill(column(spacing=10), self.search, self.list)
        self.search.setFixedWidth(216)
        line = row(spacing=24)
        line.addLayout(left)
        line.addWidget(self._stack, 1)
        lines = fill(column(spacing=12), self.header, line)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        make(tr, self, "next_section", lambda: self.list.step(1))
        make(tr, self, "previous_section", lambda: self.list.step(-1))
        make(tr, self, "search", self.search.setFocus, text=tr("Find a setting"))
        context.bridge.changed.connect(self._on_changed)

    def open(self, section: str = "") -> None:
        """Show a section; an unknown one shows the one before."""
        key = section if section in SECTIONS else self._current
        self._current = key
        self.list.mark(key)
        shown = self.section(key)
        self._stack.setCurrentWidget(self._areas[key])
        shown.refresh()
        self._context.set_status(self._context.tr("Changes are saved at once · Ctrl+Z takes back"))

    def section(self, key: str) -> Section:
        """Return a section, built when it is first shown."""
        if key not in self._sections:
            module, _, name = SECTIONS[key].page.partition(":")
            made: Section = getattr(import_module(f"inventory.ui.screens.{module}"), name)(self._context)
            self._sections[key] = made
            self._areas[key] = scrolling(made)
            self._stack.addWidget(self._areas[key])
        return self._sections[key]

    def state(self) -> dict[str, str]:
        """Return what opens the same section again."""
        return {"section": self._current}

    def handle_scan(self, code: str) -> bool:
        """Give a code to the section shown."""
        return self.section(self._current).handle_scan(code)

    def focus_areas(self) -> list[QWidget]:
        """Return the list and the section for F6."""
        return [self.list, self._areas[self._current]] if self._current in self._areas else [self.list]

    def _on_search(self, text: str) -> None:
        tr, wanted = self._context.tr, fold(text)
        found = [
            key for key, entry in SECTIONS.items()
            if any(wanted in fold(tr(words)) for words in (entry.title, *entry.words))
        ]  # fmt: skip
        self.list.show_only(found)
        if wanted and found and self._current not in found:
            self.open(section=found[0])

    def _on_changed(self, changes: Changes) -> None:
        shown = self._sections.get(self._current)
        if self.isVisible() and shown is not None and changes.touches(*shown.tables):
            shown.refresh()
