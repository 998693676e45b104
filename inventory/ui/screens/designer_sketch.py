"""A layout being drawn: what stands on it, what is selected, and every step back and forth; no Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from inventory.labels.drawing import Drawing, Element
from inventory.labels.layout import Layout

_MOST_STEPS = 500


@dataclass(frozen=True)
class _Step:
    layout: Layout
    selected: tuple[int, ...]


class Sketch:
    """The layout with its history. `id` and `version` are those of the record it was read from, 0 for a new one.

    `told` is called after every change and after another selection. Steps of one `merge` word that follow each other
    without anything between them, such as ten strokes of an arrow key, are taken back as one.
    """

    def __init__(self, layout: Layout, *, id_: int = 0, version: int = 0, is_saved: bool = True) -> None:
        self.id, self.version = id_, version
        self.told: Callable[[], object] = lambda: None
        self._now = _Step(layout, ())
        self._saved: Layout | None = layout if is_saved else None
        self._past: list[_Step] = []
        self._future: list[_Step] = []
        self._merge = ""
        self._trial: tuple[Element, ...] | None = None

    # What there is ------------------------------------------------------------------------------------------

    @property
    def layout(self) -> Layout:
        """The layout as it stands."""
        return self._now.layout

    @property
    def drawing(self) -> Drawing:
        """What stands on it."""
        assert self._now.layout.drawing is not None
        return self._now.layout.drawing

    @property
    def elements(self) -> tuple[Element, ...]:
        """Its elements, the lowest first."""
        return self.drawing.elements

    @property
    def selected(self) -> tuple[int, ...]:
        """The places of the selected elements, in order."""
        return self._now.selected

    @property
    def only(self) -> Element | None:
        """The one selected element as it is shown, None where it is not one."""
        return self.shown().elements[self.selected[0]] if len(self.selected) == 1 else None

    def shown(self) -> Drawing:
        """Return the drawing as it looks now: with what is being dragged where the pointer holds it."""
        return self.drawing if self._trial is None else replace(self.drawing, elements=self._trial)

    def is_dirty(self) -> bool:
        """Tell whether anything differs from what is saved, or from what a new layout began as."""
        return self.layout != self._saved

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return bool(self._past)

    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return bool(self._future)

    # What changes it ----------------------------------------------------------------------------------------

    def change(self, layout: Layout, selected: Iterable[int] | None = None, *, merge: str = "") -> None:
        """Take a changed layout as the next step."""
        self._trial = None
        step = _Step(layout, self.selected if selected is None else tuple(sorted(selected)))
        if layout == self.layout:
            self._now = step
            self.told()
            return
        if not (merge and merge == self._merge and self._past):
            self._past = [*self._past, self._now][-_MOST_STEPS:]
        self._now, self._future, self._merge = step, [], merge
        if merge and self._past[-1].layout == layout:
            # What was typed was taken away again, by a scanner for example: nothing has happened.
            self._past.pop()
            self._merge = ""
        self.told()

    def put(self, elements: Sequence[Element], selected: Iterable[int] | None = None, *, merge: str = "") -> None:
        """Take other elements as the next step."""
        drawing = replace(self.drawing, elements=tuple(elements))
        self.change(replace(self.layout, drawing=drawing), selected, merge=merge)

    def add(self, element: Element, pictures: Mapping[str, bytes]) -> None:
        """Put an element on top and select it; `pictures` are the files it shows, by SHA-256."""
        drawing = replace(
            self.drawing, elements=(*self.elements, element), pictures={**self.drawing.pictures, **pictures}
        )
        self.change(replace(self.layout, drawing=drawing), [len(self.elements)])

    def set_values(self, *, merge: str = "", **values: object) -> None:
        """Change fields of the selected elements that have them."""
        changed = list(self.elements)
        for at in self.selected:
            known = {name: value for name, value in values.items() if hasattr(changed[at], name)}
            changed[at] = replace(changed[at], **known)
        self.put(changed, merge=merge)

    def try_out(self, elements: Sequence[Element]) -> None:
        """Show elements as they would stand if the pointer let go now; no step yet."""
        self._trial = tuple(elements)
        self.told()

    def let_go(self, *, keep: bool) -> None:
        """Make what is shown the next step, or put it back."""
        trial, self._trial = self._trial, None
        if keep and trial is not None:
            self.put(trial)
        else:
            self.told()

    def select(self, places: Iterable[int]) -> None:
        """Select other elements."""
        chosen = tuple(sorted(set(places)))
        if chosen != self.selected:
            self._now, self._merge = replace(self._now, selected=chosen), ""
            self.told()

    def undo(self) -> bool:
        """Take the last step back; False where there is none."""
        return self._go(self._past, self._future)

    def redo(self) -> bool:
        """Do a step again that was taken back; False where there is none."""
        return self._go(self._future, self._past)

    def mark_saved(self, layout: Layout, *, id_: int, version: int) -> None:
        """Take what was stored as the state that nothing differs from; steps before it stay."""
        self.id, self.version, self._saved = id_, version, layout
        self._now = replace(self._now, layout=layout)
        self._merge = ""
        self.told()

    def forget_saved(self) -> None:
        """Take note that the register has this layout no longer: it is a new one."""
        self.id, self.version, self._saved = 0, 0, None
        self.told()

    def _go(self, taken: list[_Step], given: list[_Step]) -> bool:
        self._trial, self._merge = None, ""
        if not taken:
            return False
        given.append(self._now)
        self._now = taken.pop()
        self.told()
        return True
