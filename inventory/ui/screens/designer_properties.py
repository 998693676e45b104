"""What the selected element is and where it stands, in fields beside the label."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from inventory.base.text import fold
from inventory.labels.drawing import (
    ALIGNMENTS,
    CODES,
    FACES,
    FIXED,
    NUMBER,
    RULES,
    BoxElement,
    CodeElement,
    Element,
    LineElement,
    LogoElement,
    TextElement,
)
from inventory.labels.number import BAR_FLOOR, SQUARE_FLOOR
from inventory.ui.context import Context
from inventory.ui.screens.designer_boxes import LEAST_MM, MOST_MM
from inventory.ui.screens.designer_sketch import Sketch
from inventory.ui.screens.designer_words import (
    ALIGNMENT_WORDS,
    CODE_WORDS,
    FACE_WORDS,
    RULE_WORDS,
    field_choices,
    icon_of,
    title_of,
)
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.field import Field, FormGrid
from inventory.ui.widgets.lists import SoftIcon
from inventory.ui.widgets.measure import MeasureEditor
from inventory.ui.widgets.reference import Option, ReferenceEditor
from inventory.ui.widgets.text import ElidedLabel, label

# The label is drawn anew once the fingers pause, not at each letter.
_TYPED_MS = 150
_PLACE = ("x_mm", "y_mm", "width_mm", "height_mm")
_SHOWN: dict[type[Element], tuple[str, ...]] = {
    TextElement: ("field", "text", "before", "face", "points", "align", "rule", "floor", "lines"),
    CodeElement: ("code",),
    LogoElement: ("min_width_mm",),
    LineElement: ("thickness",),
    BoxElement: ("thickness",),
}


class Properties(QWidget):
    """Fields of the one selected element."""

    def __init__(self, context: Context, sketch: Sketch) -> None:
        super().__init__()
        self._tr, self._context, self._sketch = context.tr, context, sketch
        self._names = dict(field_choices(context.tr))
        self.icon = SoftIcon("square", "info", side=30)
        self.title = ElidedLabel(role="strong")
        self.hint = label("", ink="text3", wrap=True)
        never = context.tr("The number is never cut: it gets smaller down to the least size, then takes two lines.")
        self.note = label(never, role="caption", ink="text3", wrap=True)
        self.place = FormGrid(columns=2, least=104)
        self.form = FormGrid(columns=2, least=104)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._typed.timeout.connect(self.take_typed)
        self._typing, self._typing_at = "", sketch.selected
        self._make_place()
        self._make_form()
        head = row(spacing=8)
        head.addWidget(self.icon)
        head.addWidget(self.title, 1)
        lines = column(spacing=10)
        lines.addLayout(head)
        lines.addWidget(self.hint)
        lines.addWidget(self.place)
        lines.addWidget(self.form)
        lines.addWidget(self.note)
        lines.addStretch(1)
        self.setLayout(lines)

    # Building -----------------------------------------------------------------------------------------------

    def _make_place(self) -> None:
        tr = self._tr
        names = {
            "x_mm": tr("From the left, mm"), "y_mm": tr("From the top, mm"),
            "width_mm": tr("Width, mm"), "height_mm": tr("Height, mm"),
        }  # fmt: skip
        for key in _PLACE:
            editor = MeasureEditor(tr, least=0.0, most=MOST_MM)
            self._watch(self.place.add(key, Field(tr, names[key], editor)), key)

    def _make_form(self) -> None:
        tr = self._tr
        choose = ReferenceEditor(tr, self._context.operations, self._fields_like, placeholder=tr("Find a field"))
        rules = [(rule, tr(RULE_WORDS[rule])) for rule in RULES]
        fields: tuple[tuple[str, str, QWidget, int], ...] = (
            ("field", tr("What it says"), choose, 2),
            ("text", tr("Text"), LineEditor(longest=500), 2),
            ("before", tr("Words before it"), LineEditor(longest=100, placeholder=tr("such as “S/N ”")), 2),
            ("face", tr("Face"), ChoiceEditor([(face, tr(FACE_WORDS[face])) for face in FACES]), 1),
            ("points", tr("Size, pt"), MeasureEditor(tr, least=4, most=200, step=0.5), 1),
            ("align", tr("Alignment"), ChoiceEditor([(one, tr(ALIGNMENT_WORDS[one])) for one in ALIGNMENTS]), 2),
            ("rule", tr("When it is too long"), ChoiceEditor(rules), 2),
            ("floor", tr("Least size, pt"), MeasureEditor(tr, least=4, most=200, step=0.5), 2),
            ("lines", tr("Most lines"), MeasureEditor(tr, least=1, most=20, step=1, whole=True), 2),
            ("code", tr("Kind of code"), ChoiceEditor([(kind, CODE_WORDS[kind]) for kind in CODES]), 2),
            ("min_width_mm", tr("Least width of the logo, mm"),
             MeasureEditor(tr, least=0.1, most=MOST_MM, optional=True), 2),
            ("thickness", tr("Thickness, pt"), MeasureEditor(tr, least=0.1, most=20), 1),
        )  # fmt: skip
        for key, name, editor, span in fields:
            self._watch(self.form.add(key, Field(tr, name, editor), span=span), key)
        asks = tr("As its brand manual asks; empty where it asks for nothing.")
        self.form.fields["min_width_mm"].set_hint(asks)

    def _watch(self, field: Field, key: str) -> None:
        editor = field.editor
        if isinstance(editor, MeasureEditor):
            editor.left.connect(lambda: self._take(key))
            editor.stepped.connect(lambda: self._take(key, merge=True))
        elif isinstance(editor, LineEditor):
            editor.left.connect(self.take_typed)
            editor.textEdited.connect(lambda _text: self._begin_typing(key))
        else:
            field.changed.connect(lambda: self._take(key))

    # Showing ------------------------------------------------------------------------------------------------

    def show_sketch(self, sketch: Sketch) -> None:
        """Show the selected element, or what to do where it is not one."""
        tr, element = self._tr, sketch.only
        self._sketch = sketch
        self.icon.setVisible(element is not None)
        self.title.setVisible(element is not None)
        self.place.setVisible(element is not None)
        self.form.setVisible(element is not None)
        self.hint.setVisible(element is None)
        self.note.setVisible(False)
        if element is None:
            count = len(sketch.selected)
            several = tr.plural("{n} element is selected.", "{n} elements are selected.", count)
            nothing = tr("Select an element on the label or in the list, or add one with the buttons above it.")
            self.hint.setText(several if count else nothing)
            return
        self.icon.set_icon(icon_of(element))
        self.title.set_text(title_of(tr, element))
        shown = shown_keys(element)
        for key, field in self.place.fields.items():
            self._put(key, field, getattr(element, key))
            least = 0.0 if isinstance(element, LineElement) or key in {"x_mm", "y_mm"} else LEAST_MM
            field.editor.least = least
        for key, field in self.form.fields.items():
            field.setVisible(key in shown)
            if key in shown:
                self._put(key, field, self._value(element, key))
        self.note.setVisible(isinstance(element, TextElement) and element.field == NUMBER)

    def show_module(self, module_mm: float | None, dpi: int) -> None:
        """Say how large a module of the selected code comes out; amber where phones may fail, red without room."""
        tr, field, element = self._tr, self.form.fields["code"], self._sketch.only
        if module_mm is None or not isinstance(element, CodeElement):
            return
        floor = BAR_FLOOR if element.code == "code128" else SQUARE_FLOOR
        said = tr("Module {module} mm at {dpi} dots an inch", module=round(module_mm, 2), dpi=dpi)
        if not module_mm:
            field.set_error(tr("There is no room for this code with its quiet zone."))
        elif module_mm < floor - 0.001:
            field.set_warning(said)
        else:
            field.set_good(said)

    def first(self) -> QWidget:
        """Return the field to begin with."""
        element = self._sketch.only
        if isinstance(element, TextElement):
            return self.form.fields["text" if element.field == FIXED else "field"].editor
        return self.place.fields["x_mm"].editor

    def problems(self) -> list[Field]:
        """Return the fields that hold something that cannot be taken."""
        fields = (*self.place.fields.values(), *self.form.fields.values())
        return [field for field in fields if field.isVisibleTo(self) and field.error() and not field.check()]

    def _put(self, key: str, field: Field, value: object) -> None:
        held = _held(field, key)
        if held != value and not (field.editor.hasFocus() and self._typing == key):
            field.set_value(Option(value, self._names[str(value)]) if key == "field" and value else value)
        elif held == value and not field.editor.hasFocus():
            field.set_error("")

    def _value(self, element: Element, key: str) -> object:
        if key == "thickness":
            return element.points
        value = getattr(element, key)
        return float(value) if key == "lines" else value

    # Taking -------------------------------------------------------------------------------------------------

    def _begin_typing(self, key: str) -> None:
        self._typing, self._typing_at = key, self._sketch.selected
        self._typed.start()

    def take_typed(self) -> None:
        """Take the text that is being typed."""
        self._typed.stop()
        key, self._typing = self._typing, ""
        if key and self._typing_at == self._sketch.selected:
            self._take(key, merge=True)

    def _take(self, key: str, *, merge: bool = False) -> None:
        field = self.place.fields.get(key) or self.form.fields[key]
        element, name = self._sketch.only, "points" if key == "thickness" else key
        # A field that is hidden because something else was selected tells that it is left, too.
        if not hasattr(element, name) or not field.check():
            return
        value = _held(field, key)
        if value is None and key != "min_width_mm":
            return
        if key == "lines":
            value = int(value)
        if getattr(element, name) != value:
            self._sketch.set_values(merge=f"{key} {self._sketch.selected}" if merge else "", **{name: value})

    def _fields_like(self, words: str) -> list[Option]:
        wanted = fold(words).split()
        return [Option(key, name) for key, name in self._names.items() if all(word in fold(name) for word in wanted)]


def shown_keys(element: Element) -> set[str]:
    """Return which fields of the form an element has."""
    shown = set(_SHOWN[type(element)])
    if isinstance(element, TextElement):
        shown -= {"field", "before"} if element.field == FIXED else {"text"}
        if element.field == NUMBER:
            shown -= {"rule", "lines"}
        else:
            shown -= {"lines"} if element.rule != "wrap" else set()
            shown -= {"floor"} if element.rule != "shrink" else set()
    return shown


def _held(field: Field, key: str) -> object:
    """Return what a field holds; a blank at the end counts in words that stand before others."""
    return field.editor.text() if key in {"text", "before"} else field.value()
