"""Lines of the form that can be added and removed: accessories without a number, software with its licence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from inventory.base.i18n import Translations
from inventory.services.asset_choices import FormData
from inventory.services.asset_form import AccessoryRequest, LicenceRequest
from inventory.ui.icons import pixmap
from inventory.ui.screens.asset_form_section import Section, Sentence, WholeNumberEditor
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import column, fill, row
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor
from inventory.ui.widgets.suggest import SuggestEditor


class _Line(QWidget):
    """One line: icon, editors, a cross. Signals: changed(); removed()."""

    changed = Signal()
    removed = Signal()

    def __init__(self, icon: str, remove: str) -> None:
        super().__init__()
        self.line: QHBoxLayout = row(spacing=6)
        self._lines = column(spacing=6)
        self._lines.addLayout(self.line)
        self.setLayout(self._lines)
        mark = QLabel()
        mark.setPixmap(pixmap(icon, 18, "text2", self.devicePixelRatioF()))
        self.line.addWidget(mark)
        self._cross = buttons.icon_button("x", remove, self.removed.emit, small=True, size=16)

    def put(self, editor: Any, name: str, *, stretch: int = 0, width: int = 0) -> Any:
        """Append an editor."""
        editor.setAccessibleName(name)
        if width:
            editor.setFixedWidth(width)
        signal = editor.toggled if isinstance(editor, QCheckBox) else editor.changed
        signal.connect(lambda *_: self.changed.emit())
        self.line.addWidget(editor, stretch)
        return editor

    def close_line(self) -> None:
        """Put the cross at the end; what is put afterwards stands in a second line."""
        self.line.addWidget(self._cross)
        self.line = row(spacing=6, margins=(24, 0, 0, 0))
        self._lines.addLayout(self.line)


class AccessoryLine(_Line):
    """An accessory: name, how many, whether it is missing; `words` are the usual ones."""

    def __init__(self, tr: Translations, request: AccessoryRequest, words: Sequence[str]) -> None:
        super().__init__("layers", tr("Remove the accessory"))
        self._request = request
        self.name = self.put(
            SuggestEditor(tr, words, longest=1000, placeholder=tr("accessory, for example a charger")),
            tr("Accessory"),
            stretch=1,
        )
        wrong = tr("Enter how many there are, at least 1.")
        self.quantity = self.put(WholeNumberEditor(wrong, longest=5), tr("Quantity"), width=52)
        self.missing = self.put(QCheckBox(tr("missing")), tr("missing"))
        self.close_line()
        self.name.set_value(request.name)
        self.quantity.set_value(request.quantity)
        self.missing.setChecked(request.missing)

    def request(self) -> AccessoryRequest:
        """Return what is typed."""
        quantity = self.quantity.value()
        return replace(
            self._request,
            name=str(self.name.value()),
            quantity=quantity if isinstance(quantity, int) else 0,
            missing=self.missing.isChecked(),
        )

    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return self._request.id is None and not self.name.value()


class LicenceLine(_Line):
    """Software: name, kind, key, last day."""

    def __init__(self, tr: Translations, request: LicenceRequest) -> None:
        super().__init__("key-round", tr("Remove the software"))
        self._request = request
        self.name = self.put(LineEditor(longest=1000, placeholder=tr("software")), tr("Software"), stretch=3)
        kinds = [("oem", tr("OEM")), ("separate", tr("separate"))]
        self.kind = self.put(ChoiceEditor(kinds), tr("Kind of licence"), stretch=2)
        self.close_line()
        self.key = self.put(LineEditor(longest=1000, placeholder=tr("licence key")), tr("Licence key"), stretch=3)
        self.until = self.put(DateEditor(tr, placeholder=tr("valid until")), tr("Valid until"), stretch=2)
        self.line.addSpacing(34)
        self.name.set_value(request.name)
        self.kind.set_value(request.kind)
        self.key.set_value(request.key)
        self.until.set_value(request.valid_until)

    def request(self) -> LicenceRequest:
        """Return what is typed."""
        return replace(
            self._request,
            name=str(self.name.value()),
            kind=str(self.kind.value()),
            key=str(self.key.value()),
            valid_until=self.until.value(),
        )

    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return self._request.id is None and not self.name.value() and not self.key.value()


class _Lines(QWidget):
    """Lines under each other. Signals: changed()."""

    changed = Signal()

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self._box = column(spacing=6)
        self.setLayout(self._box)
        self.lines: list[Any] = []
        self.hide()

    def make(self, request: Any) -> Any:
        """Return the line of a request, of a new one for None."""
        raise TypeError(type(self).__name__)

    def show_lines(self, requests: Sequence[Any]) -> None:
        """Show stored lines."""
        for old in self.lines:
            old.hide()
            old.deleteLater()
        self.lines = []
        for request in requests:
            self._append(request)
        self.setVisible(bool(self.lines))

    def add(self) -> None:
        """Add an empty line and put the focus there."""
        made = self._append(None)
        self.show()
        # Not before the line has its place.
        QTimer.singleShot(0, made, made.name.setFocus)

    def requests(self) -> tuple[Any, ...]:
        """Return what is typed; lines that were left empty are no lines."""
        return tuple(line.request() for line in self.lines if not line.is_empty())

    def take_focus(self) -> None:
        """Put the focus into the first line that lacks its name, else into the first."""
        for line in sorted(self.lines, key=lambda line: bool(line.name.value()))[:1]:
            line.name.setFocus()

    def _append(self, request: Any) -> Any:
        made = self.make(request)
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self.lines.append(made)
        self._box.addWidget(made)
        return made

    def _remove(self, line: Any) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self.lines))
        self.changed.emit()


class AccessoryLines(_Lines):
    """The accessories of an asset."""

    words: Sequence[str] = ()

    def make(self, request: Any) -> AccessoryLine:
        """Return the line of a request, of a new one for None."""
        return AccessoryLine(self._tr, request or AccessoryRequest(name=""), self.words)


class LicenceLines(_Lines):
    """The software of an asset."""

    def make(self, request: Any) -> LicenceLine:
        """Return the line of a request, of a new one for None."""
        return LicenceLine(self._tr, request or LicenceRequest(name=""))


class AccessoriesSection(Section):
    """Accessories alone, as a card: what comes with each piece of an invoice line."""

    def __init__(self, tr: Translations, title: str) -> None:
        super().__init__(title)
        self.lines = AccessoryLines(tr)
        self.lines.changed.connect(self.changed)
        self.more = buttons.secondary(tr("Add accessory"), self._on_add, icon="plus", small=True)
        self.more.setProperty("tight", "1")
        sentence = Sentence(tr("Accessories"), self.lines.take_focus)
        self.targets["accessories"] = sentence
        for widget in (self.lines, sentence):
            self.add(widget)
        self.add(fill(row(), self.more, 1))

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        self.lines.words = data.choices.accessories
        self.lines.show_lines(data.request.accessories)

    def values(self) -> dict[str, Any]:
        """Return what is typed here as arguments of an `AssetRequest`."""
        return {"accessories": self.lines.requests()}

    def _on_add(self) -> None:
        self.lines.add()
        self.changed.emit()
