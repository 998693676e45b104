"""A card of the form of an asset, and where the sentences of its faults go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from inventory.base.i18n import Translations
from inventory.services.asset_choices import FormData
from inventory.ui.icons import pixmap
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import Card, row
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.text import label, set_ink

_ICONS = {"err": "circle-alert", "warn": "triangle-alert"}


class Sentence(QWidget):
    """A fault or warning that belongs to more than one field: icon, sentence, and the link that repairs it.

    `name` is what the strip of errors calls it, `focus` takes the keyboard there.
    """

    def __init__(self, name: str, focus: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._focus = focus
        self._run: Callable[[], object] | None = None
        self._tone = ""
        line = row(spacing=8)
        self.setLayout(line)
        self._mark = QLabel()
        self.text = label("", wrap=True)
        self.link = buttons.link("", self._on_link)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.text)
        line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        self.hide()

    def say(self, tone: str, text: str, *, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a sentence; "" hides it."""
        self._tone, self._run = tone if text else "", run
        self.text.setText(text)
        if tone in _ICONS:
            self._mark.setPixmap(pixmap(_ICONS[tone], 16, tone, self.devicePixelRatioF()))
        set_ink(self.text, tone)
        self.text.setAccessibleName(text)
        self.link.setText(action.replace("&", "&&"))
        self.link.setVisible(bool(action))
        self.text.setWordWrap(len(text) > 80)
        self.setVisible(bool(text))

    def set_error(self, text: str) -> None:
        """Say what keeps the form from being saved."""
        self.say("err", text)

    def set_warning(self, text: str) -> None:
        """Say something unusual."""
        self.say("warn", text)

    def error(self) -> str:
        """Return the error shown, or ""."""
        return self.text.text() if self._tone == "err" else ""

    def take_focus(self) -> None:
        """Put the keyboard where the fault is repaired."""
        self._focus()

    def _on_link(self) -> None:
        if self._run is not None:
            self._run()


class Section(Card):
    """One card of the form. `targets` maps the field keys of the service to fields and sentences.

    Signals: changed() on every change by the user; left(key) when a field is left.
    """

    changed = Signal()
    left = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.targets: dict[str, Field | Sentence] = {}

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        raise TypeError(type(self).__name__)

    def values(self) -> dict[str, Any]:
        """Return what is typed here as arguments of an `AssetRequest`."""
        return {}

    def own_faults(self) -> dict[str, str]:
        """Return what is typed wrong outside the fields that are watched, by field key."""
        return {}

    def say(self, key: str, tone: str, text: str) -> None:
        """Show a fault (err) or warning (warn) at its field; an empty text clears it."""
        target = self.targets[key]
        if tone == "warn":
            target.set_warning(text)
        else:
            target.set_error(text)

    def reveal(self, key: str) -> None:
        """Make the field of a key visible where it is folded away."""

    def watch(self, key: str, field: Field) -> Field:
        """Listen to a field and show the faults of `key` there."""
        self.targets[key] = field
        field.changed.connect(self.changed)
        field.editor.left.connect(lambda: self.left.emit(key))  # type: ignore[attr-defined]
        return field


def target_name(target: Field | Sentence) -> str:
    """Return what the strip of errors calls a field."""
    return target.label.text() if isinstance(target, Field) else target.name


def focus_target(target: Field | Sentence) -> None:
    """Put the keyboard into a field."""
    if isinstance(target, Field):
        target.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        target.take_focus()


class WholeNumberEditor(LineEditor):
    """A whole number or None; `wrong` is the translated sentence for anything else."""

    def __init__(self, wrong: str, *, longest: int = 4, placeholder: str = "") -> None:
        super().__init__(longest=longest, placeholder=placeholder)
        self._wrong = wrong

    def value(self) -> object:
        text = self.text().strip()
        return int(text) if text.isascii() and text.isdigit() else None

    def problem(self) -> str:
        return self._wrong if self.text().strip() and self.value() is None else ""


def show_whole(editor: ChoiceEditor) -> None:
    """Let a narrow list be read: open it is as wide as its longest line."""
    editor.view().setMinimumWidth(min(editor.view().sizeHintForColumn(0) + 32, 520))


def read_only(editor: LineEditor, tr: Translations, name: str) -> LineEditor:
    """Return an editor that only shows a value."""
    editor.setReadOnly(True)
    editor.setAccessibleName(tr("{field}, cannot be changed here", field=name))
    return editor
