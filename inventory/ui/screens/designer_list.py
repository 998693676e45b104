"""The elements of a label as a list, the topmost first, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from inventory.base.i18n import Translations
from inventory.ui.icons import icon, pixmap
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.designer_words import icon_of, title_of
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import clear, column, framed, row, scrolling
from inventory.ui.widgets.text import escaped, label

_MARKS = {"ok": "circle-check", "warn": "triangle-alert", "err": "circle-alert", "text3": "info"}

# With these a list moves; on the label they move elements.
_OWN_KEYS = frozenset((
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
))  # fmt: skip
Remarks = Mapping[int, tuple[str, tuple[str, ...]]]


class ElementList(QListWidget):
    """Selects on the label what is selected here, and the other way round. Signals: edit_wanted()."""

    edit_wanted = Signal()

    def __init__(self, tr: Translations, sketch: Sketch, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._tr, self._sketch, self._keys = tr, sketch, keys
        self._remarks: Remarks = {}
        self._lines: list[tuple[str, str, tuple[str, tuple[str, ...]]]] = []
        self.setAccessibleName(tr("Elements, the topmost first"))
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemSelectionChanged.connect(self._on_selected)
        self.itemDoubleClicked.connect(lambda _item: self.edit_wanted.emit())

    def show_sketch(self, sketch: Sketch) -> None:
        """Show the elements of a sketch and mark what is selected."""
        self._sketch = sketch
        elements = sketch.elements
        with QSignalBlocker(self):
            while self.count() > len(elements):
                self.takeItem(self.count() - 1)
            while self.count() < len(elements):
                self.addItem(QListWidgetItem())
            lines = [
                (title_of(self._tr, one), icon_of(one), self._remarks.get(at, ("", ())))
                for at, one in enumerate(elements)
            ]
            # A drag shows the list anew at each step, and says the same.
            if lines != self._lines:
                self._lines = lines
                for at, line in enumerate(lines):
                    self._write(self._item(at), *line)
            for at in range(len(elements)):
                self._item(at).setSelected(at in sketch.selected)
            if sketch.selected:
                model = self.selectionModel()
                here = self.indexFromItem(self._item(sketch.selected[-1]))
                model.setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)

    def set_remarks(self, remarks: Remarks) -> None:
        """Mark the elements of which something is to be said."""
        self._remarks = remarks
        self.show_sketch(self._sketch)

    def _item(self, at: int) -> QListWidgetItem:
        return self.item(self.count() - 1 - at)

    @staticmethod
    def _write(item: QListWidgetItem, title: str, icon_name: str, remark: tuple[str, tuple[str, ...]]) -> None:
        tone, said = remark
        marks = {"warn": "triangle-alert", "err": "circle-alert"}
        item.setIcon(icon(marks.get(tone, icon_name), tone if tone in marks else "text2"))
        item.setText(title)
        item.setToolTip(escaped("\n".join(said) or title))
        item.setData(int(Qt.ItemDataRole.AccessibleTextRole), ". ".join((title, *said)))

    def _on_selected(self) -> None:
        last = self.count() - 1
        self._sketch.select(last - self.row(item) for item in self.selectedItems())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.edit_wanted.emit()
        elif key in _OWN_KEYS or not self._keys(event):
            super().keyPressEvent(event)


class Remark(QWidget):
    """One line: how grave it is, the sentence, and a link to the element."""

    def __init__(self, tone: str, text: str, link: str, go: Callable[[], object] | None) -> None:
        super().__init__()
        self.tone = tone
        mark = QLabel()
        mark.setPixmap(pixmap(_MARKS[tone], 16, tone, self.devicePixelRatioF()))
        self.text = label(text, role="caption", ink=tone, wrap=True)
        line = row(spacing=6)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        self.link = buttons.link(link, go, flush=True) if go is not None else None
        if self.link is not None:
            self.link.setAccessibleName(f"{link}: {text}")
            line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


class FindingsPanel(QWidget):
    """What keeps the label from coming out well, a line each; a link shows the element."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self.findings: list[Remark] = []
        self._lines = column(spacing=4, margins=(0, 0, 8, 0))
        inner = column(spacing=0)
        inner.addLayout(self._lines)
        inner.addStretch(1)
        outer = column(spacing=0)
        outer.addWidget(scrolling(framed(inner)))
        self.setLayout(outer)
        self.setFixedHeight(92)

    def show_findings(self, found: Sequence[tuple[str, str, Callable[[], object] | None]]) -> None:
        """Show tone, sentence and what shows the element it is about."""
        if [(one.tone, one.text.text()) for one in self.findings] == [line[:2] for line in found]:
            return
        clear(self._lines)
        self.findings = [Remark(tone, text, self._tr("Show"), go) for tone, text, go in found]
        for one in self.findings:
            self._lines.addWidget(one)
