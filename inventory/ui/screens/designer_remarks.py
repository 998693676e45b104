"""What is to be said of a drawn label: by element for the canvas and the list, as lines under the label."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from inventory.base.i18n import Translations
from inventory.labels.drawing import FIELDS, FIXED, NUMBER, TextElement
from inventory.ui.screens.designer_reading import Shown
from inventory.ui.screens.designer_words import title_of

_GRAVITY = ("warn", "err")


class Line(NamedTuple):
    """One finding: its tone, its sentence, and what shows the element it is about."""

    tone: str
    text: str
    go: Callable[[], object] | None = None


def remarks_of(tr: Translations, shown: Shown) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Return the gravest tone and all sentences by place of the element."""
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    for finding in shown.preview.findings:
        if finding.element is not None:
            tone, said = found.get(finding.element, ("warn", ()))
            found[finding.element] = max(tone, finding.tone, key=_GRAVITY.index), (*said, tr.message(finding.message))
    return found


def lines_of(tr: Translations, shown: Shown, select: Callable[[int], object]) -> list[Line]:
    """Return a line for each finding, the gravest first; one that all is well where there is none."""
    lines = []
    drawing = shown.layout.drawing
    assert drawing is not None
    for finding in sorted(shown.preview.findings, key=lambda one: -_GRAVITY.index(one.tone)):
        text, at, tone = tr.message(finding.message), finding.element, finding.tone
        if at is None:
            lines.append(Line(tone, text))
            continue
        name = title_of(tr, drawing.elements[at])
        lines.append(Line(tone, f"{name}: {text}", lambda at=at: select(at)))
    if not lines:
        lines.append(Line("ok", tr("The code can be read and all texts have room, with the data shown.")))
    return lines


def empty_texts(tr: Translations, shown: Shown) -> dict[int, str]:
    """Return the names of the fields that have no value in the data shown, by place of the element."""
    drawing = shown.layout.drawing
    assert drawing is not None
    return {
        at: tr(FIELDS[one.field]) if one.field != FIXED else tr("Empty text")
        for at, one in enumerate(drawing.elements)
        if isinstance(one, TextElement) and not _value(one, shown)
    }


def _value(element: TextElement, shown: Shown) -> str:
    if element.field == FIXED:
        return element.text.strip()
    return shown.data.number if element.field == NUMBER else shown.data.texts.get(element.field, "")
