"""Where the faults of a form are told: beside the fields, in the strip above, in the list of sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inventory.services.asset_form import CheckedAsset
from inventory.ui.screens.asset_form_strip import FormStrip

if TYPE_CHECKING:
    from inventory.ui.context import Context
    from inventory.ui.screens.asset_form_cards import Body

# These tell of what was tried last; a check of the fields does not know of them.
_OF_ACTIONS = frozenset({"photo", "file", "set", "serials"})


class Faults:
    """Tells faults of fields that were left, and of all once saving was tried."""

    def __init__(self, context: Context, body: Body) -> None:
        self._context, self._body = context, body
        self.strip = FormStrip("err")
        self.tried = False
        self._touched: set[str] = set()
        self._current = ""

    def forget(self) -> None:
        """Begin with a form that nobody has touched."""
        self.tried = False
        self._touched = set()
        self._current = ""
        self.strip.hide()

    def touch(self, key: str) -> None:
        """Note that a field was left."""
        self._touched.add(key)

    def show_checked(self, checked: CheckedAsset) -> None:
        """Show what the register says of what is typed."""
        tr = self._context.tr
        said = {problem.field: ("warn", tr.message(problem.message)) for problem in checked.warnings}
        said |= {problem.field: ("err", tr.message(problem.message)) for problem in checked.problems}
        own = self._body.own_faults()
        for _name, key, _target in list(self._body.targets()):
            if key in own or key in _OF_ACTIONS or not (self.tried or key in self._touched):
                continue
            tone, text = said.get(key, ("err", ""))
            self._body.say(key, tone, text)
        twins = [problem for problem in checked.warnings if problem.field == "serial"]
        numbers = str(twins[0].message.params["number"]) if twins else ""
        self._body.show_twin(numbers.split(", ")[0])
        self.tell()

    def show(self, faults: Sequence[tuple[str, str]]) -> None:
        """Show why saving was refused; the focus goes to the first field."""
        homeless = [text for key, text in reversed(faults) if not self._body.say(key, "err", text)]
        if homeless:
            self._context.notify(homeless[-1], "err", key="save")
        self.tell()
        if bad := self._body.mark_bad():
            self._current = bad[0][0]
            self._body.focus(self._current)

    def tell(self) -> None:
        """Show the strip with links to all faulty fields, once saving was tried."""
        tr, bad = self._context.tr, self._body.mark_bad()
        if not self.tried or not bad:
            self.strip.hide()
            return
        text = tr.plural("Correct {n} field to save:", "Correct {n} fields to save:", len(bad))
        links = [(name, lambda key=key: self._body.focus(key)) for key, name in bad]
        first = bad[0][0]
        self.strip.say(text, links=links, right=[(tr("Go to the first"), lambda: self._body.focus(first))], strong=True)

    def go_on(self) -> None:
        """Put the focus into the next faulty field."""
        bad = [key for key, _name in self._body.mark_bad()]
        if bad:
            here = bad.index(self._current) + 1 if self._current in bad else 0
            self._current = bad[here % len(bad)]
            self._body.focus(self._current)
