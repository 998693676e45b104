"""Cards of a form together: finds the field of a fault, marks the sections, scrolls there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from inventory.base.i18n import Translations
from inventory.ui.screens.asset_form_section import Section, Sentence, focus_target, target_name
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.ways import SectionList


class Body(QWidget):
    """Holds `sections` on a scrolling `area`, with their `list` where there is one.

    Signals: changed(); left(field key).
    """

    changed = Signal()
    left = Signal(str)
    area: QScrollArea

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self.sections: dict[str, Section] = {}
        self.list: SectionList | None = None

    def listen(self) -> None:
        """Tell what the sections tell."""
        for section in self.sections.values():
            section.changed.connect(self.changed)
            section.left.connect(self.left)

    def show_twin(self, number: str) -> None:
        """Offer to open the asset with the same serial number; "" offers nothing."""

    def targets(self) -> Iterator[tuple[str, str, Field | Sentence]]:
        """Yield section, field key and target in the order of the form."""
        for name, section in self.sections.items():
            for key, target in section.targets.items():
                yield name, key, target

    def say(self, key: str, tone: str, text: str) -> bool:
        """Show a fault or warning at its field; False where there is no such field."""
        for section in self.sections.values():
            if key in section.targets:
                if text:
                    section.reveal(key)
                section.say(key, tone, text)
                return True
        return False

    def own_faults(self) -> dict[str, str]:
        """Return what is typed so wrong that it has no value, by field key."""
        found = {}
        for _name, key, target in self.targets():
            problem = target.editor.problem() if isinstance(target, Field) else ""  # type: ignore[attr-defined]
            if problem:
                found[key] = problem
        for section in self.sections.values():
            found |= section.own_faults()
        return found

    def clear_said(self) -> None:
        """Forget all faults and warnings."""
        for _name, _key, target in self.targets():
            if isinstance(target, Field):
                target.set_error("")
            else:
                target.say("", "")
        self.mark_bad()

    def mark_bad(self) -> list[tuple[str, str]]:
        """Mark the sections with errors; return (field key, name) of all fields with one, in order."""
        bad = [(name, key, target) for name, key, target in self.targets() if target.error()]
        if self.list is not None:
            self.list.set_bad(sorted({name for name, _key, _target in bad}), self._tr("with an error"))
        return [(key, target_name(target)) for _name, key, target in bad]

    def focus(self, key: str) -> None:
        """Scroll to a field and put the keyboard there."""
        for name, found, target in self.targets():
            if found == key:
                self.sections[name].reveal(key)
                # Not before a field that was folded away has its place.
                QTimer.singleShot(0, target, lambda name=name, target=target: self._show_target(name, target))

    def _show_target(self, section: str, target: Field | Sentence) -> None:
        self.area.ensureWidgetVisible(target, 0, 80)
        focus_target(target)
        if self.list is not None:
            self.list.mark(section)
