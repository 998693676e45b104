"""A small question: why a sticker is printed anew, or is to be replaced; the last answer is offered again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.ui.context import Context
from inventory.ui.screens.records import RecordDialog
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.text import label, literal

_OTHER = ""


class ReasonDialog(RecordDialog):
    """Known reasons and a text of one's own. `reason()` is the key of a known one, else the text."""

    def __init__(
        self, tr: Translations, *, title: str, text: str, verb: str, reasons: Mapping[str, str], last: str = ""
    ) -> None:
        super().__init__(tr, title, columns=1, width=460)
        self.body.insertWidget(0, label(text, wrap=True))
        choices: list[tuple[object, str]] = [(key, tr(word)) for key, word in reasons.items()]
        choice = ChoiceEditor()
        known = last in reasons or not last
        choice.set_choices([*choices, (_OTHER, tr("other: write it below"))], value=last if known else _OTHER)
        if not last:
            choice.set_value(next(iter(reasons)))
        self.add("why", tr("Reason"), choice)
        self.other = self.add("reason", tr("In your own words"), LineEditor(longest=500), required=True)
        self.other.set_value("" if known else last)
        choice.changed.connect(self._show_other)
        self.save.setText(literal(verb))
        self._show_other()

    def reason(self) -> str:
        """Return the reason as it is kept."""
        chosen = str(self.fields()["why"].value() or "")
        return chosen or str(self.other.value() or "").strip()

    def _show_other(self) -> None:
        is_other = not self.fields()["why"].value()
        self.other.setVisible(is_other)
        if is_other:
            self.other.editor.setFocus()
        self.fit()

    def try_save(self) -> None:
        """Give the reason, where there is one."""
        if not self.save.isEnabled():
            return
        if not self.reason():
            self.other.check()
            self.other.editor.setFocus()
            return
        self.save.setEnabled(False)
        self.wanted.emit({"reason": self.reason()})


def ask_reason(
    owner: QWidget, context: Context, *, title: str, text: str, verb: str, reasons: Mapping[str, str], memory: str,
    then: Callable[[str], object],
) -> ReasonDialog:  # fmt: skip
    """Show the question and give the answer to `then`; `memory` is where the last answer is kept."""
    last = str(context.memory.get(memory, ""))
    dialog = ReasonDialog(context.tr, title=title, text=text, verb=verb, reasons=reasons, last=last)
    dialog.setParent(owner, dialog.windowFlags())

    def given(values: dict[str, str]) -> None:
        context.memory[memory] = values["reason"]
        dialog.accept()
        then(values["reason"])

    dialog.wanted.connect(given)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    # Only what is laid out knows how high it is without the field that is hidden.
    QTimer.singleShot(0, dialog, dialog.fit)
    return dialog
