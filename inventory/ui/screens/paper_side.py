"""The document itself beside the list: what it is, its buttons, its pages as stored, marked where it was cancelled."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from inventory.services.handovers import DocumentRow
from inventory.ui.context import Context
from inventory.ui.screens.paper_actions import PaperActions
from inventory.ui.screens.paper_columns import kind_word, state_look
from inventory.ui.screens.paper_preview import PaperPreview
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import column, row
from inventory.ui.widgets.text import ElidedLabel, label, literal


class PaperSide(QWidget):
    """`show_row(None)` empties it."""

    def __init__(self, context: Context, actions: PaperActions) -> None:
        super().__init__()
        self._context, self._actions = context, actions
        self._row: DocumentRow | None = None
        self._shown: tuple[int, str, object] | None = None
        tr = context.tr
        self.preview = PaperPreview(context, tr("Preview"), empty=tr("Choose a document."), save=self._save)
        self.badge = Badge("")
        self.who = ElidedLabel("", ink="text3")
        self.reason = label("", ink="err", wrap=True, select=True)
        self.open_ = buttons.secondary(tr.context("button", "Open"), self._open, icon="external-link")
        self.print = buttons.button(
            tr("Print"), self._print, icon="printer", keys="Ctrl+P", hint=tr("Print a copy")
        )  # fmt: skip
        self.more = buttons.icon_button("ellipsis", tr("More"), self._more, plain=False)
        line = row(spacing=8)
        line.addWidget(self.badge)
        line.addStretch(1)
        # The tools of the pages stand over them, what is done with the paper beside its name.
        line.addWidget(self.preview.tools)
        for widget in (self.open_, self.print, self.more):
            self.preview.add_to_head(widget)
        self.preview.body.insertLayout(0, line)
        self.preview.body.insertWidget(1, self.who)
        self.preview.body.insertWidget(2, self.reason)
        lines = column()
        self.setLayout(lines)
        lines.addWidget(self.preview)
        self.show_row(None)

    def show_row(self, row: DocumentRow | None) -> None:
        """Show a document."""
        tr, self._row = self._context.tr, row
        for widget in (self.badge, self.who, self.open_, self.print, self.more):
            widget.setVisible(row is not None)
        if row is None:
            self._shown = None
            self.preview.set_title(tr("Preview"))
            self.who.set_text("")
            self.reason.hide()
            self.preview.show_pdf(b"")
            return
        draft = row.state == "draft"
        self.preview.set_title(row.number or tr("(draft)"))
        word, icon, tone = state_look(row.state, tr)
        self.badge.set_badge(word, icon=icon, tone=tone)
        count = tr.plural("{n} asset", "{n} assets", len(row.assets)) if row.assets else ""
        # The kind is too long to stand with the number beside the buttons.
        self.who.set_text(" · ".join(filter(None, (kind_word(row.kind, tr), row.holder or row.count, count))))
        self.reason.setText(tr("Cancelled: {reason}", reason=row.cancelled_reason) if row.cancelled_reason else "")
        self.reason.setVisible(bool(row.cancelled_reason))
        self.open_.setText(literal(tr("Go on") if draft else tr.context("button", "Open")))
        self.print.setVisible(not draft)
        shown = (row.id, row.state, row.issued_at)
        if shown != self._shown:
            self._shown = shown
            self._read(row)

    def _read(self, row: DocumentRow) -> None:
        application, tr = self._context.application, self._context.tr

        def read(_job: object) -> bytes:
            pdf: bytes
            if row.state == "draft":
                from inventory.services.drafts import draft
                from inventory.ui.screens.handover_reading import Register
                from inventory.ui.screens.handover_values import from_json

                kept = application.read(lambda session: draft(session, -row.id))
                pdf = Register(application).preview(from_json(kept.content))
            else:
                from inventory.services.documents import printable_pdf

                pdf = application.read(lambda session: printable_pdf(session, row.number, tr))
            return pdf

        self._context.operations.query(self, read, slot="paper").on_success(self.preview.show_pdf)

    def _open(self) -> None:
        if self._row is None:
            return
        if self._row.state == "draft":
            self._actions.go_on(self._row)
        else:
            self._actions.open_outside(self._row)

    def _print(self) -> None:
        if self._row is not None:
            self._actions.print_copy(self._row)

    def _save(self) -> None:
        if self._row is not None and self._row.number:
            self._actions.save(self._row)

    def _more(self) -> None:
        if self._row is not None:
            made = self._actions.menu(self._row)
            made.aboutToHide.connect(made.deleteLater)
            made.popup(self.more.mapToGlobal(self.more.rect().bottomLeft() + QPoint(0, 4)))
