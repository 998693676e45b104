"""Who paid for the asset: rows of sources with shares that add up to 100% and to the grosz (ui.md 7.3)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout

from inventory.base.i18n import Money, Percent
from inventory.base.money import WHOLE, split
from inventory.services.asset_choices import FormChoices, FormData
from inventory.services.funding_split import ShareRequest
from inventory.ui.context import Context
from inventory.ui.screens.asset_form_funding_row import AMOUNT, GRANTS, PROJECT, ROLE, SHARE, SOURCE, FundingRow
from inventory.ui.screens.asset_form_funding_sum import FundingSum
from inventory.ui.screens.asset_form_section import Section, Sentence
from inventory.ui.widgets.charts import ShareBar
from inventory.ui.widgets.text import label

_RIGHT = Qt.AlignmentFlag.AlignRight
_ROOM_FOR_ROLE = 840


class FundingSection(Section):
    """The shares of the sources; typing a share computes the amount, typing an amount the share."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(title)
        tr = context.tr
        self._tr = tr
        self._gross: int | None = None
        self._choices = FormChoices(categories=(), sources=(), projects=(), conditions=(), accessories=())
        self.rows: list[FundingRow] = []
        self._line = 1
        self.bar = ShareBar()
        self.add(self.bar)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setContentsMargins(0, 4, 0, 0)
        for place, stretch in ((SOURCE, 9), (PROJECT, 6), (ROLE, 6)):
            self._grid.setColumnStretch(place, stretch)
        heads = ((SOURCE, tr("Funding source")), (PROJECT, tr("Project")), (ROLE, tr("Role")), (SHARE, tr("Share, %")))
        self._heads = []
        for place, text in (*heads, (AMOUNT, tr("Amount, PLN"))):
            head = label(text, role="label", ink="text2")
            self._heads.append(head)
            self._grid.addWidget(head, 0, place, _RIGHT if place in (SHARE, AMOUNT) else Qt.AlignmentFlag.AlignLeft)
        self.add(self._grid)
        self.sum = FundingSum(tr)
        self.sum.more.clicked.connect(lambda _on=False: self.add_row())
        self.add(self.sum)
        self.says = Sentence(tr("Shares of funding"), self._focus_last)
        self.targets["funding"] = self.says
        self.add(self.says)
        self._show_sum()

    # Values -------------------------------------------------------------------------------------------------

    def show_form(self, data: FormData) -> None:
        """Show the values of a form."""
        self._choices = data.choices
        self._gross = data.request.price_gross
        self._clear()
        shares = data.request.funding
        given = [share.share for share in shares]
        by_amount = False
        if self._gross is not None and shares and all(share.amount is not None for share in shares):
            known = [share for share in given if share is not None]
            even = len(known) == len(given) and sum(known) == WHOLE
            by_amount = not even or split(self._gross, known) != [share.amount for share in shares]
        for share in shares:
            self._new_row().show_share(share, by_amount=by_amount)
        self._compute()

    def values(self) -> dict[str, Any]:
        """Return the shares as an argument of an `AssetRequest`."""
        return {"funding": self.shares()}

    def shares(self) -> tuple[ShareRequest, ...]:
        """Return the rows that have a source; amounts only where at least one was typed."""
        rows = [made for made in self.rows if made.source_id() is not None]
        amounts = self._gross is not None and any(made.by_amount for made in rows)
        return tuple(
            ShareRequest(
                source_id=made.source_id() or 0,
                project_id=made.project_id(),
                share=made.typed_share(),
                amount=made.typed_amount() if amounts else None,
            )
            for made in rows
        )

    def set_gross(self, gross: int | None) -> None:
        """Take another gross value; amounts that were not typed follow."""
        if gross != self._gross:
            self._gross = gross
            self._compute()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._show_roles()

    def _show_roles(self) -> None:
        """Leave the role, which follows from the rest, out where there is no room for it."""
        shown = self.width() >= _ROOM_FOR_ROLE
        self._heads[ROLE - SOURCE].setVisible(shown and bool(self.rows))
        self._grid.setColumnStretch(ROLE, 6 if shown else 0)
        for made in self.rows:
            made.role.setVisible(shown)

    # Rows ---------------------------------------------------------------------------------------------------

    def add_row(self) -> None:
        """Add an empty row and put the focus there."""
        made = self._new_row()
        self._compute()
        self.changed.emit()
        QTimer.singleShot(0, made, made.source.setFocus)

    def _new_row(self) -> FundingRow:
        made = FundingRow(self._tr, self._choices, self._grid, self._line, self)
        self._line += 1
        self.rows.append(made)
        made.edited.connect(self._on_edited)
        made.left.connect(self._on_left)
        made.source_chosen.connect(lambda: self._on_source(made))
        made.project_chosen.connect(lambda: self._start_with_split(made))
        made.removed.connect(lambda: self._on_removed(made))
        self._order_tabs()
        return made

    def _clear(self) -> None:
        for made in self.rows:
            made.take_away()
        self.rows = []

    def _order_tabs(self) -> None:
        stops = [
            widget
            for made in self.rows
            for widget in (made.source, made.project, made.role, made.share, made.amount, made.remove)
        ]
        for first, second in zip(stops, [*stops[1:], self.sum.more], strict=False):
            self.setTabOrder(first, second)

    def _on_source(self, made: FundingRow) -> None:
        """Take the project where the source has only one, and start with its usual split."""
        source = made.source_id()
        if source is None or made.project_id() is not None:
            return
        paying = [
            one for one in self._choices.projects if one.active and any(share[0] == source for share in one.split)
        ]
        kind = next((one.kind for one in self._choices.sources if one.id == source), "")
        if len(paying) == 1 and kind in GRANTS:
            made.set_project(paying[0].id)
            self._start_with_split(made)

    def _start_with_split(self, made: FundingRow) -> None:
        """Fill the rows with the usual split of a project where nothing else was entered."""
        project = next((one for one in self._choices.projects if one.id == made.project_id()), None)
        if project is None or not project.split or not all(other.is_empty() for other in self.rows):
            return
        if made.source_id() not in {None, *dict(project.split)}:
            return
        for other in [other for other in self.rows if other is not made]:
            self.rows.remove(other)
            other.take_away()
        for number, (source, share) in enumerate(project.split):
            line = made if number == 0 else self._new_row()
            line.show_share(ShareRequest(source_id=source, project_id=project.id, share=share), by_amount=False)
        self._compute()

    def _on_removed(self, made: FundingRow) -> None:
        self.rows.remove(made)
        made.take_away()
        self._compute()
        self.sum.more.setFocus()
        self.changed.emit()
        self.left.emit("funding")

    def _on_edited(self) -> None:
        # What is wrong is said when the field is left, never while typing.
        self._compute(say=False)
        self.changed.emit()

    def _on_left(self) -> None:
        self._compute()
        self.left.emit("funding")

    # Sums ---------------------------------------------------------------------------------------------------

    def _compute(self, *, say: bool = True) -> None:
        for made in self.rows:
            made.compute(self._gross)
        self._split_to_the_grosz()
        self._show_sum(say=say)

    def _split_to_the_grosz(self) -> None:
        """Give the rows whose share was typed what the typed amounts leave, so that all add up exactly."""
        if self._gross is None or sum(made.typed_share() or 0 for made in self.rows) != WHOLE:
            return
        free = [made for made in self.rows if not made.by_amount and made.typed_share()]
        rest = self._gross - sum(made.typed_amount() or 0 for made in self.rows if made.by_amount)
        if free and rest >= 0:
            for made, part in zip(free, split(rest, [made.typed_share() or 0 for made in free]), strict=True):
                made.put_amount(part)

    def _show_sum(self, *, say: bool = True) -> None:
        for widget in (self.bar, *self._heads):
            widget.setVisible(bool(self.rows))
        share = sum(made.typed_share() or 0 for made in self.rows)
        amount = sum(made.typed_amount() or 0 for made in self.rows)
        even = self._is_even(share, amount)
        self.sum.show_sum(share, amount if self._gross is not None else None, even=even, shown=bool(self.rows))
        self.bar.set_parts([made.part() for made in self.rows], whole=max(WHOLE, share))
        self._show_roles()
        self._say_rest(even or not say, share, amount)

    def _is_even(self, share: int, amount: int) -> bool:
        if self._gross is not None and any(made.by_amount for made in self.rows):
            return amount == self._gross
        return share == WHOLE

    def _say_rest(self, even: bool, share: int, amount: int) -> None:
        tr = self._tr
        complete = all(made.typed_share() is not None or made.typed_amount() is not None for made in self.rows)
        if not self.rows or even or not complete:
            self.says.say("", "")
            if even:
                self._mark(bad=False)
            return
        last = self.rows[-1]
        by_amount = self._gross is not None and any(made.by_amount for made in self.rows)
        rest = (self._gross or 0) - amount if by_amount else WHOLE - share
        size: Money | Percent = Money(abs(rest)) if by_amount else Percent(abs(rest))
        repair = (
            tr("Add {rest} to {source}", rest=size, source=last.name())
            if rest > 0
            else tr("Take {rest} off {source}", rest=size, source=last.name())
        )
        held = (last.typed_amount() or 0) if by_amount else (last.typed_share() or 0)
        self.says.say(
            "err", self._sentence(share, amount, by_amount=by_amount), action=repair if held + rest >= 0 else "",
            run=lambda: self._repair(rest, by_amount=by_amount),
        )  # fmt: skip

    def _sentence(self, share: int, amount: int, *, by_amount: bool) -> str:
        """Return the sentence that the register itself would say."""
        from inventory.services.funding_split import check_shares
        from inventory.services.problems import Problems

        problems = Problems()
        check_shares(problems, self.shares() or (ShareRequest(source_id=0, share=share, amount=None),), self._gross)
        return self._tr.message(problems.faults[0].message) if problems.faults else ""

    def _repair(self, rest: int, *, by_amount: bool) -> None:
        last = self.rows[-1]
        if by_amount:
            last.by_amount = True
            last.amount.set_value((last.typed_amount() or 0) + rest)
        else:
            last.by_amount = False
            last.share.set_value((last.typed_share() or 0) + rest)
        self._compute()
        self.changed.emit()
        self.left.emit("funding")

    def own_faults(self) -> dict[str, str]:
        """Return what is typed wrong in a row, else what is wrong with the sum."""
        wrong = next((made.problem() for made in self.rows if made.problem()), "") or self._wrong_sum()
        return {"funding": wrong} if wrong else {}

    def say(self, key: str, tone: str, text: str) -> None:
        """Show a fault; the sentence about the sum, which has its repair beside it, stays."""
        if not self._wrong_sum():
            super().say(key, tone, text)
        self._mark(bad=bool(self.says.error()))

    def _wrong_sum(self) -> str:
        """Return the sentence about the sum while it is told with its repair."""
        return str(self.says.error()) if self.says.link.isVisibleTo(self.says) else ""

    def _mark(self, *, bad: bool) -> None:
        for made in self.rows:
            made.set_bad(bad and made is self.rows[-1])

    def _focus_last(self) -> None:
        if self.rows:
            last = self.rows[-1]
            (last.amount if last.by_amount else last.share).setFocus()
        else:
            self.sum.more.setFocus()
