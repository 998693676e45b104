"""Photos and files in the form: added from disk or by dropping, shown small, opened as copies; saved with the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from inventory.base.errors import UserError
from inventory.services.asset_choices import FormData
from inventory.services.asset_details import FileDetail
from inventory.services.asset_whole import NewFile
from inventory.services.files import FileRequest, file_content
from inventory.services.pictures import MOST_BYTES, as_photo, attachment_type
from inventory.ui.context import Context
from inventory.ui.copies import copy_of, open_copy
from inventory.ui.screens.asset_details import Photo
from inventory.ui.screens.asset_form_section import Section, Sentence
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import clear, column, row
from inventory.ui.widgets.text import escaped, label

_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp")
_PER_LINE = 5


@dataclass(eq=False, kw_only=True)
class Item:
    """A photo or file of the form: a stored one, or one still to be kept with its `path` and bytes."""

    kind: str
    name: str
    size: int
    stored: FileDetail | None = None
    path: Path | None = None
    content: bytes = b""
    picture: bytes = b""


class FilesSection(Section):
    """Photos, the main one first, and attachments. Nothing is written before the form is saved.

    Signals: shown() when the main photo may be another.
    """

    shown = Signal()

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        self._context = context
        tr = context.tr
        self.items: list[Item] = []
        self.removed: list[int] = []
        self._main: Item | None = None
        self._first: Item | None = None
        self._generation = 0
        self.setAcceptDrops(True)
        self._photos = QGridLayout()
        self._photos.setHorizontalSpacing(12)
        self._photos.setVerticalSpacing(10)
        self._photos.setColumnStretch(_PER_LINE, 1)
        self._files = column(spacing=4)
        self.empty = label(tr("Drop photos and files here, or add them from disk."), ink="text3")
        self.add(self.empty)
        self.add(self._photos)
        self.add(self._files)
        foot = row(spacing=8)
        self.more_photos = buttons.secondary(tr("Add photo"), self.choose_photos, icon="camera", small=True)
        self.more_files = buttons.secondary(tr("Add file"), self._choose_files, icon="paperclip", small=True)
        foot.addWidget(self.more_photos)
        foot.addWidget(self.more_files)
        foot.addStretch(1)
        self.add(foot)
        says = Sentence(tr("Photos and files"), self.more_photos.setFocus)
        self.add(says)
        self.targets |= {"photo": says, "file": says}

    # Values -------------------------------------------------------------------------------------------------

    def show_form(self, data: FormData) -> None:
        """Show the files of an asset; those of another one are not copied."""
        self._generation += 1
        stored = data.details.files if data.details is not None else ()
        self.items = [Item(kind=file.kind, name=file.name, size=file.size, stored=file) for file in stored]
        self.removed = []
        self._first = self._main = next((item for item in self.items if item.kind == "photo"), None)
        self._show()
        for item in self.items:
            if item.kind == "photo":
                self._read_stored(item)

    def added(self) -> tuple[NewFile, ...]:
        """Return what is to be kept."""
        return tuple(
            NewFile(
                kind=item.kind, file=FileRequest(name=item.name, content=item.content),
                is_main=item is self._main and self._main is not self._first,
            )
            for item in self.items
            if item.stored is None
        )  # fmt: skip

    def main_photo(self) -> int | None:
        """Return the stored photo that is to come first, None where it does already."""
        if self._main is None or self._main is self._first or self._main.stored is None:
            return None
        return self._main.stored.id

    def paths(self) -> list[str]:
        """Return where the files to be kept lie, for a draft."""
        return [str(item.path) for item in self.items if item.path is not None]

    def main_picture(self) -> bytes:
        """Return the bytes of the main photo, empty while there is none."""
        return self._main.picture if self._main is not None else b""

    def remove_stored(self, ids: Sequence[int]) -> None:
        """Take stored files off again, as a draft says."""
        for item in [item for item in self.items if item.stored is not None and item.stored.id in ids]:
            self._remove(item)

    # Adding and removing ------------------------------------------------------------------------------------

    def choose_photos(self) -> None:
        """Ask for photos."""
        tr = self._context.tr
        kinds = tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.bmp)"
        names, _kind = QFileDialog.getOpenFileNames(self, tr("Add photo"), "", kinds)
        self.add_paths([Path(name) for name in names], "photo")

    def _choose_files(self) -> None:
        tr = self._context.tr
        kinds = tr("Files") + " (*.pdf *.png *.jpg *.jpeg *.docx *.xlsx *.txt *.csv)"
        names, _kind = QFileDialog.getOpenFileNames(self, tr("Add file"), "", kinds)
        self.add_paths([Path(name) for name in names], "file")

    def add_paths(self, paths: Sequence[Path], kind: str = "") -> None:
        """Read files and look at them off the main thread; without a kind pictures are photos."""
        tr, generation = self._context.tr, self._generation

        def read(_job: object) -> tuple[list[Item], list[str]]:
            found, refused = [], []
            for path in paths:
                try:
                    found.append(_read(path, kind or ("photo" if path.suffix.lower() in _PICTURES else "file")))
                except UserError as error:
                    refused.append(f"{path.name}: {error.text(tr)}")
                except OSError:
                    refused.append(tr("{name} cannot be read.", name=path.name))
            return found, refused

        def show(answer: tuple[list[Item], list[str]]) -> None:
            if generation == self._generation:
                self._take(*answer)

        self._context.operations.query(self, read).on_success(show)

    def _take(self, found: list[Item], refused: list[str]) -> None:
        self.items += found
        photos = [item for item in self.items if item.kind == "photo"]
        if self._main is None and photos:
            self._main = photos[0]
        self._show()
        self.say("file", "err", "\n".join(refused))
        if found:
            self.changed.emit()

    def _remove(self, item: Item) -> None:
        self.items.remove(item)
        if item.stored is not None:
            self.removed.append(item.stored.id)
        if item is self._main:
            self._main = next((other for other in self.items if other.kind == "photo"), None)
        self._show()
        self.changed.emit()

    def _make_main(self, item: Item) -> None:
        self._main = item
        self._show()
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    # Showing ------------------------------------------------------------------------------------------------

    def _read_stored(self, item: Item) -> None:
        application = self._context.application
        assert item.stored is not None
        sha256 = item.stored.sha256

        def show(content: bytes) -> None:
            item.picture = content
            self._show()

        query = self._context.operations.query(
            self, lambda _job: application.read(lambda session: file_content(session, sha256)).content
        )
        query.on_success(show)

    def _show(self) -> None:
        while self._photos.count():
            widget = self._photos.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        clear(self._files)
        photos = [item for item in self.items if item.kind == "photo"]
        for number, item in enumerate(photos):
            top = Qt.AlignmentFlag.AlignTop
            self._photos.addWidget(self._photo(item), number // _PER_LINE, number % _PER_LINE, top)
        for item in self.items:
            if item.kind != "photo":
                self._files.addWidget(self._file(item))
        self.empty.setVisible(not self.items)
        self.shown.emit()

    def _photo(self, item: Item) -> QWidget:
        tr = self._context.tr
        box = QWidget()
        lines = column(spacing=4)
        box.setLayout(lines)
        shown = Photo(140, 96)
        shown.setAccessibleName(tr("Photo {name}", name=item.name))
        if item.picture:
            shown.set_photo(item.picture)
        lines.addWidget(shown)
        foot = row(spacing=4)
        if item is self._main:
            foot.addWidget(Badge(tr("Main"), icon="check", tone="info"))
        else:
            foot.addWidget(buttons.link(tr("Make main"), lambda: self._make_main(item)))
        foot.addStretch(1)
        name = tr("Remove {name}", name=item.name)
        foot.addWidget(buttons.icon_button("trash-2", name, lambda: self._remove(item), small=True, size=16))
        lines.addLayout(foot)
        return box

    def _file(self, item: Item) -> QWidget:
        tr = self._context.tr
        box = QWidget()
        line = row(spacing=8)
        box.setLayout(line)
        opens = buttons.link(_short(item.name), lambda: self.open_item(item), icon="paperclip")
        opens.setToolTip(escaped(item.name))
        opens.setAccessibleName(tr("Open a copy of {name}", name=item.name))
        line.addWidget(opens)
        kilobytes = tr.number(max(1, round(item.size / 1000)))
        line.addWidget(label(tr("{n} kB", n=kilobytes), role="caption", ink="text3"))
        if item.stored is None:
            line.addWidget(label(tr("kept when you save"), role="caption", ink="text3"))
        line.addStretch(1)
        name = tr("Remove {name}", name=item.name)
        line.addWidget(buttons.icon_button("x", name, lambda: self._remove(item), small=True, size=16))
        return box

    def open_item(self, item: Item) -> None:
        """Open a read-only copy; the register's own is never handed out."""
        application = self._context.application
        stored = item.stored

        def copy(_job: object) -> Path:
            if stored is None:
                return copy_of(item.name, item.content)
            content = application.read(lambda session: file_content(session, stored.sha256)).content
            # A register that somebody tampered with must not have a program opened under the name of an invoice.
            attachment_type(content, item.name)
            return copy_of(item.name, content)

        self._context.operations.query(self, copy).on_success(open_copy)


def _read(path: Path, kind: str) -> Item:
    with path.open("rb") as file:
        # One byte more than is kept tells what is too large without reading all of it.
        content = file.read(MOST_BYTES + 1)
    if kind == "photo":
        picture = as_photo(content)
        return Item(kind=kind, name=path.name, size=len(content), path=path, content=content, picture=picture)
    attachment_type(content, path.name)
    return Item(kind=kind, name=path.name, size=len(content), path=path, content=content)


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:40]}…{name[-16:]}"
