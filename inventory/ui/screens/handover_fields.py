"""The first and the third card of a handover: who gives and takes, and the terms; both write into the form's values."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inventory.base.i18n import Translations
from inventory.ui.context import Context
from inventory.ui.screens.handover_reading import Checked, Register
from inventory.ui.screens.handover_values import BETWEEN, RETURN, Values
from inventory.ui.widgets.card import Card
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, LinesEditor
from inventory.ui.widgets.field import Field, FormGrid
from inventory.ui.widgets.reference import Option, Provider, ReferenceEditor
from inventory.ui.widgets.suggest import SuggestEditor
from inventory.ui.widgets.ways import StepMark


class FactsCard(Card):
    """A card of fields that keep what is typed in `values.facts` under their keys.

    Signals: changed(key).
    """

    changed = Signal(str)

    def __init__(self, context: Context, values: Values, title: str, step: int, *, columns: int) -> None:
        super().__init__(title)
        self._context, self._tr, self._values = context, context.tr, values
        self.mark = StepMark(step)
        self.head.insertWidget(0, self.mark)
        self.form = FormGrid(columns=columns, least=150)
        self.add(self.form)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by key, in order."""
        return self.form.fields

    def put(self, key: str, text: str, editor: QWidget, *, required: bool = False, span: int = 1) -> Field:
        """Append a field that shows and keeps the value of a key."""
        made = self.form.add(key, Field(self._tr, text, editor, required=required), span=span)
        if key in self._values.facts:
            made.set_value(self._values.facts[key])
        made.changed.connect(lambda: self._keep(key, editor))
        return made

    def reference(self, provider: Provider, placeholder: str, icon: str = "user") -> ReferenceEditor:
        """Return an editor that chooses from the register."""
        return ReferenceEditor(self._tr, self._context.operations, provider, placeholder=placeholder, icon=icon)

    def _keep(self, key: str, editor: QWidget) -> None:
        value = editor.option() if isinstance(editor, ReferenceEditor) else editor.value()  # type: ignore[attr-defined]
        if self._values.facts.get(key) != value:
            self._values.facts[key] = value
            self.changed.emit(key)


class WhoCard(FactsCard):
    """Who hands over to whom, and until when."""

    def __init__(self, context: Context, register: Register, values: Values) -> None:
        tr = context.tr
        returning = values.kind == RETURN
        title = tr("Who returns") if returning else tr("Who receives")
        super().__init__(context, values, title, 1, columns=2 if values.kind == BETWEEN else 3)
        self._register = register
        holders = tr("Surname, cell or HR id")
        if values.kind != "issue":
            text = tr("Returns") if returning else tr("From")
            self.put("holder", text, self.reference(register.holders, holders), required=True)
        if not returning:
            text = tr("To") if values.kind == BETWEEN else tr("Person or cell")
            self.put("to", text, self.reference(register.holders, holders), required=True)
            self.put("return_by", tr("Return by"), DateEditor(tr))
        text = tr("Receives the equipment") if returning else tr("Hands over")
        self.put("giver", text, self.reference(register.people, tr("you")))
        if returning:
            self.put("on", tr("Date of the paper"), DateEditor(tr, placeholder=tr("today")))
        self.show_hints(None)

    def show_hints(self, checked: Checked | None) -> None:
        """Say what the receiver already holds, in how long it is to come back, who gives."""
        tr, values = self._tr, self._values
        for key in ("to", "holder"):
            chosen = values.facts.get(key)
            if key not in self.fields:
                continue
            words = [chosen.detail.split(" · ")[0]] if isinstance(chosen, Option) and chosen.detail else []
            if checked is not None and isinstance(chosen, Option) and key == "to":
                words.append(tr.plural("holds {n} asset", "holds {n} assets", checked.held))
            self.fields[key].set_hint(" · ".join(words))
        if "return_by" in self.fields:
            day = values.facts.get("return_by")
            today = self._context.application.today()
            self.fields["return_by"].set_hint(in_how_long(tr, day, today) if isinstance(day, date) else "")
        if checked is not None:
            named = checked.giver if not values.facts.get("giver") else ""
            self.fields["giver"].editor.setPlaceholderText(named)  # type: ignore[attr-defined]
            wanted = ("holder", "to") if values.kind == BETWEEN else ("holder",) if values.kind == RETURN else ("to",)
            faults = {problem.field for problem in checked.problems}
            done = all(values.facts.get(key) for key in wanted) and not faults & {
                "to",
                "giver",
                "receiver",
                "return_by",
            }
            self.mark.set_state(done=done)


class TermsCard(FactsCard):
    """Purpose, basis, place, language, remarks; of a return what is missing, damaged, settled and wiped."""

    def __init__(self, context: Context, register: Register, values: Values) -> None:
        tr = context.tr
        super().__init__(context, values, tr("Remarks and terms"), 3, columns=3)
        if values.kind == RETURN:
            self._finding_fields(tr)
        else:
            self.put(
                "purpose", tr("Purpose"), LineEditor(placeholder=tr("for example a task or a case number")), span=2
            )
        self.language = ChoiceEditor([("pl", tr("Polish")), ("en", tr("English"))], value=values.language)
        made = Field(tr, tr("Language of the paper"), self.language)
        made.changed.connect(self._on_language)
        self.form.add_widget(made)
        if values.kind != RETURN:
            self.put(
                "basis", tr("Basis"), LineEditor(placeholder=tr("for example an order, its number and date")), span=2
            )
        places = self.reference(register.places, tr("usual place of the receiver"), "map-pin")
        if values.kind == RETURN:
            places.setPlaceholderText(tr("store of the unit"))
        self.put("place", tr("Place"), places)
        if values.kind != RETURN:
            self.put("on", tr("Date of the paper"), DateEditor(tr, placeholder=tr("today")))
        self.put("remarks", tr("Remarks on the paper"), LinesEditor(lines=2), span=2 if values.kind != RETURN else 3)
        if "count_reason" in values.facts:
            self.ask_reason()

    def show_checked(self, checked: Checked) -> None:
        """Say what the paper will show where nothing is typed, and mark the purpose as required for a project."""
        self.fields["place"].set_hint(checked.place if not self._values.facts.get("place") else "")
        if "missing" in self.fields:
            self.missing.set_words(checked.accessories)
        if "purpose" in self.fields:
            needed = checked.granted and not self._values.text("purpose")
            self.fields["purpose"].set_hint(
                self._tr("required: equipment of a project may only be used for it") if needed else ""
            )
        if "count_reason" in self._values.facts and "count_reason" not in self.fields:
            self.ask_reason()
        own = {"purpose", "basis", "place", "remarks", "settled", "missing", "damaged", "settled_note", "on"}
        self.mark.set_state(done=not own & {problem.field for problem in checked.problems})

    def ask_reason(self) -> None:
        """Show the field for the reason why assets of an open count move."""
        made = self.put("count_reason", self._tr("Why it moves during the count"), LineEditor(), required=True, span=3)
        made.editor.setFocus()

    def _finding_fields(self, tr: Translations) -> None:
        answers = [(None, tr("choose")), (True, tr("yes")), (False, tr("no"))]
        self.put("settled", tr("Liability settled"), ChoiceEditor(answers), required=True)
        answers = [(None, tr("does not apply")), (True, tr("yes")), (False, tr("no"))]
        self.put("data_wiped", tr("Data wiped"), ChoiceEditor(answers))
        answers = [(None, tr("not checked")), (True, tr("yes")), (False, tr("no"))]
        self.put("stickers_readable", tr("Stickers readable"), ChoiceEditor(answers))
        self.missing = SuggestEditor(tr, placeholder=tr("what is not in the list of accessories"), many=True)
        self.put("missing", tr("Also missing"), self.missing)
        self.put("damaged", tr("Damaged"), LineEditor())
        self.put("settled_note", tr("Note on the liability"), LineEditor())

    def _on_language(self) -> None:
        self._values.language = str(self.language.value())
        self.changed.emit("language")


def in_how_long(tr: Translations, day: date, today: date) -> str:
    """Return how long it is until a day: `in 3 months`, `in 12 days`, `today`, `3 days ago`."""
    days = (day - today).days
    if days == 0:
        return tr("today")
    if days < 0:
        return tr.plural("{n} day ago", "{n} days ago", -days)
    months = (day.year - today.year) * 12 + day.month - today.month
    if day.day == today.day and months % 12 == 0 and months:
        return tr.plural("in {n} year", "in {n} years", months // 12)
    if day.day == today.day and months:
        return tr.plural("in {n} month", "in {n} months", months)
    return tr.plural("in {n} day", "in {n} days", days)
