"""How the designer calls things: elements, fields, faces, rules for text that is too long."""

from __future__ import annotations

from inventory.base.i18n import N_, Translations
from inventory.labels.drawing import (
    FIELDS,
    FIXED,
    BoxElement,
    CodeElement,
    Element,
    LineElement,
    LogoElement,
    TextElement,
)
from inventory.ui.screens.designer_sketch import Sketch

FACE_WORDS = {"regular": N_("Regular"), "semibold": N_("Semi-bold"), "bold": N_("Bold")}
ALIGNMENT_WORDS = {"left": N_("Align left"), "centre": N_("Centre across"), "right": N_("Align right")}
RULE_WORDS = {
    "shrink": N_("Make the type smaller, then cut"),
    "wrap": N_("Break into lines, then cut"),
    "cut": N_("Cut with “…”"),
}
CODE_WORDS = {"qr": "QR", "microqr": "Micro QR", "datamatrix": "DataMatrix", "code128": "Code 128"}
_ICONS: dict[type[Element], str] = {
    TextElement: "type", CodeElement: "qr-code", LogoElement: "image", LineElement: "minus", BoxElement: "square",
}  # fmt: skip
_LONGEST = 40


def icon_of(element: Element) -> str:
    """Return the icon of an element."""
    if isinstance(element, CodeElement) and element.code == "code128":
        return "scan-barcode"
    if isinstance(element, TextElement) and element.field == FIXED:
        return "text-cursor-input"
    return _ICONS[type(element)]


def title_of(tr: Translations, element: Element) -> str:
    """Return what an element is called."""
    if isinstance(element, TextElement):
        if element.field != FIXED:
            return tr(FIELDS[element.field])
        text = " ".join(element.text.split())
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        return tr("Text “{text}”", text=shown) if shown else tr("Empty text")
    if isinstance(element, CodeElement):
        is_bars = element.code == "code128"
        return tr("Bar code") if is_bars else tr("Code {kind}", kind=CODE_WORDS[element.code])
    if isinstance(element, LogoElement):
        return tr("Logo {name}", name=element.name)
    return tr("Line") if isinstance(element, LineElement) else tr("Frame")


def field_choices(tr: Translations) -> list[tuple[str, str]]:
    """Return the fields that a text may show, with their names, the number and the name first."""
    first = ("number", "name", "serial", "unit_short", "unit_name", "source_mark")
    rest = [key for key in FIELDS if key not in first and key != FIXED]
    return [(key, tr(FIELDS[key])) for key in (*first, *rest)]


def described(tr: Translations, sketch: Sketch) -> str:
    """Say what is shown and what is selected, for a screen reader."""
    drawing, only = sketch.drawing, sketch.only
    count = len(drawing.elements)
    said = tr.plural(
        "Label {width} × {height} mm with {n} element", "Label {width} × {height} mm with {n} elements", count,
        width=drawing.width_mm, height=drawing.height_mm,
    )  # fmt: skip
    if only is not None:
        place = tr(
            "selected: {name}, {x} mm from the left, {y} mm from the top, {width} × {height} mm",
            name=title_of(tr, only), x=only.x_mm, y=only.y_mm, width=only.width_mm, height=only.height_mm,
        )  # fmt: skip
        return f"{said}; {place}"
    chosen = len(sketch.selected)
    return f"{said}; {tr.plural('{n} element selected', '{n} elements selected', chosen)}" if chosen else said
