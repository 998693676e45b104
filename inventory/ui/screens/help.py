"""Help: the year in steps, every key, where files lie, version and licences; all of it from data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from inventory import __version__
from inventory.base.i18n import N_
from inventory.base.paths import data_folder, resources
from inventory.base.settings import settings_file
from inventory.ui.actions import ACTIONS, written
from inventory.ui.context import Context
from inventory.ui.icons import pixmap
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import Card, PageHeader, column, fill, framed, row, scrolling
from inventory.ui.widgets.dialogs import Dialog
from inventory.ui.widgets.lists import Fact, FactsList, SoftIcon
from inventory.ui.widgets.text import label

# Icon, what is done, how, and the screen where it begins.
_YEAR = (
    (
        "upload", N_("Take over what there is"),
        N_(
            "Read your sheet, check the errors in red, import. Nothing is saved before the last step, and the "
            "whole import can be taken back."
        ),
        "import",
    ),
    (
        "printer", N_("Put a sticker on everything"),
        N_(
            "Select assets in the register, print stickers, say whether all came out, stick them and scan each once "
            "where it is. From then on a scan finds the asset anywhere in the program."
        ),
        "print_labels",
    ),
    (
        "arrow-left-right", N_("Hand equipment over"),
        N_(
            "Choose who receives it, scan what they get, print the protocol in two copies and mark it as "
            "signed."
        ),
        "handovers",
    ),
    (
        "landmark", N_("Keep what a project bought provable"),
        N_(
            "Enter sources, shares and the completion date with its document; the register then knows until when "
            "nothing may be sold."
        ),
        "funding",
    ),
    (
        "clipboard-check", N_("Count once a year"),
        N_("Begin a stock check, walk with the scanner, settle the differences and print the papers."),
        "counts",
    ),
    (
        "hard-drive", N_("Look at the backups"),
        N_("A copy is made every day. Give it a second place on another disk and test a copy now and then."),
        "settings",
    ),
)  # fmt: skip
_MORE_KEYS = (
    (N_("Next or previous part of the window"), ("F6", "Shift+F6")),
    (N_("Open or edit the selected row"), ("Enter", "F2")),
    (N_("Close, give up"), ("Esc",)),
    (N_("Calendar in a date field"), ("F4",)),
    (N_("Counting: change the place"), ("F6",)),
    (N_("Counting: an item without a sticker"), ("F7",)),
    (N_("Counting: undo the last scan"), ("F8",)),
    (N_("Label designer: move by 0.5, 5 or 0.1 mm"), ("↓", "Shift+↓", "Alt+↓")),
    (N_("Label designer: change the size"), ("Ctrl+↓",)),
)


class HelpPage(QWidget):
    """One page to read and scroll; links lead to where each step begins."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        left, right = column(spacing=14), column(spacing=14)
        fill(left, self._year(), self._scanning(), 1)
        fill(right, self._keys(), self._files(), self._about(), 1)
        columns = row(spacing=14)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        lines = fill(column(spacing=12), PageHeader(tr("Help")), scrolling(framed(columns)))
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _year(self) -> Card:
        tr = self._context.tr
        card = Card(tr("How the year goes"))
        for icon, title, text, screen in _YEAR:
            line = row(spacing=12, margins=(0, 4, 0, 6))
            words = column(spacing=2)
            arguments = {"section": "backups"} if screen == "settings" else {}
            go = link(
                tr(title), lambda to=screen, arguments=arguments: self._context.navigate(to, **arguments), flush=True
            )
            fill(words, fill(row(), go, 1), label(tr(text), ink="text2", wrap=True))
            line.addWidget(SoftIcon(icon))
            line.addWidget(framed(words), 1)
            card.add(line)
        return card

    def _scanning(self) -> Card:
        tr = self._context.tr
        card = Card(tr("Scanning"))
        texts = (
            tr("A scan needs no field: it opens the asset, adds it to a handover, or counts it, by where you are."),
            tr("Numbers printed ahead wait on their stickers: stick one on, scan it, and say which asset it is for."),
            tr("An unknown code offers a new asset with this code, or to give the code to one that is there."),
            tr(
                "When letters come out wrong, check the scanner in the settings: "
                "three scans teach the program what it sends."
            ),
        )
        for text in texts:
            card.add(label(text, wrap=True))
        check = secondary(
            tr("Check the scanner"), lambda: self._context.navigate("settings", section="scanner"), icon="scan-barcode"
        )
        card.add(fill(row(), check, 1))
        return card

    def _keys(self) -> Card:
        tr = self._context.tr
        card = Card(tr("Keys"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for number, (words, keys) in enumerate(self.keys()):
            grid.addWidget(label(words), number, 0)
            line = row(spacing=10)
            line.addStretch(1)
            for key in keys:
                cap = label(key, role="label", ink="text2")
                cap.setProperty("keys", "1")
                line.addWidget(cap)
            grid.addLayout(line, number, 1)
        holder = QWidget()
        holder.setLayout(grid)
        card.add(holder)
        return card

    def keys(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return what can be done and with which keys: screens, actions, then what the kit adds."""
        from inventory.ui.screens.table import SCREENS

        tr = self._context.tr
        screens = [(tr(entry.title), entry.keys) for entry in SCREENS if entry.keys]
        shown = {keys for _words, keys in screens}
        actions = [(tr(entry.text), entry.keys) for entry in ACTIONS.values() if entry.keys[0] not in shown]
        more = [(tr(words), keys) for words, keys in _MORE_KEYS]
        lines = [
            *((words, (keys,)) for words, keys in screens), *actions, *more,
            (tr("Tick a row"), (tr.context("key", "Space"),)),
        ]  # fmt: skip
        # Return and Enter are one key to most people.
        return [(words, tuple(dict.fromkeys(written(key) for key in keys))) for words, keys in lines]

    def _files(self) -> Card:
        tr = self._context.tr
        card = Card(tr("Where files lie"))
        application = self._context.application
        facts = FactsList(caption_width=110)
        register = str(application.path) if application is not None else tr("none open")
        facts.set_facts([
            Fact(tr("Register"), register), Fact(tr("Settings"), str(settings_file())),
            Fact(tr("Log of faults"), str(data_folder() / "inventory.log")),
        ])  # fmt: skip
        card.add(facts)
        folder = application.path.parent if application is not None else data_folder()
        card.add(fill(
            row(spacing=8), secondary(tr("Open the folder"), lambda: open_folder(folder), icon="folder-open"),
            secondary(tr("Open the folder of the log"), lambda: open_folder(data_folder()), icon="file-text"), 1,
        ))  # fmt: skip
        return card

    def _about(self) -> Card:
        tr = self._context.tr
        card = Card(tr("About the program"))
        mark = QLabel()
        mark.setPixmap(pixmap("package", 24, "accL", self.devicePixelRatioF()))
        words = label(tr("Equipment register, version {version}", version=__version__), role="strong", select=True)
        card.add(fill(row(spacing=10), mark, words, 1))
        text = tr(
            "The program opens no connection of its own. "
            "It comes under the licence below; the parts it is made of keep theirs."
        )
        card.add(label(text, ink="text2", wrap=True))
        card.add(fill(row(), secondary(tr("Licences"), self.show_licences, icon="file-text"), 1))
        return card

    def show_licences(self) -> Dialog:
        """Show the licences of the program and its parts."""
        tr = self._context.tr
        dialog = Dialog(tr("Licences"), self, width=760)
        shown = QPlainTextEdit(licences())
        shown.setReadOnly(True)
        shown.setMinimumHeight(420)
        shown.setAccessibleName(tr("Licences"))
        dialog.body.addWidget(shown)
        dialog.add_buttons(secondary(tr("Close"), dialog.accept))
        dialog.fit()
        dialog.open()
        return dialog


def licences() -> str:
    """Return the texts of all licences that ship with the program."""
    folders = [resources() / "licences", resources() / "fonts", resources() / "icons"]
    files = [file for folder in folders for file in sorted(folder.glob("*.txt"))]
    return "\n\n".join(f"=== {file.stem} ===\n\n{file.read_text(encoding='utf-8', errors='replace')}" for file in files)


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own window; one that is not there yet is made."""
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
