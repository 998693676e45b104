"""Handing over, taking back, passing on: three cards at the left, the paper itself at the right (ui.md 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from inventory.base.errors import NotFound
from inventory.ui.actions import make, shown_keys
from inventory.ui.context import Context
from inventory.ui.screens.handover_adding import Adding
from inventory.ui.screens.handover_fields import TermsCard, WhoCard
from inventory.ui.screens.handover_items import ItemsCard
from inventory.ui.screens.handover_keeping import DraftKeeper
from inventory.ui.screens.handover_reading import Checked, Register
from inventory.ui.screens.handover_values import BETWEEN, ISSUE, RETURN, Values, copied
from inventory.ui.screens.paper_preview import PaperPreview
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import PageHeader, clear, column, scrolling
from inventory.ui.widgets.text import literal

_SETTLE_MS = 250


class HandoverFormPage(QWidget):
    """Opens with `kind` (issue, return, between), `assets` (ids), `person` (id) or `draft` (id)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.register = Register(context.application)
        self.values = Values()
        self.checked: Checked | None = None
        self.keeper = DraftKeeper(self)
        self.adding = Adding(self)
        self._version = 0
        self._is_fresh = True
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self.check)
        self._lay_out()
        make(context.tr, self, "confirm", self.confirm)
        make(context.tr, self, "save", self.keeper.save_now, text=context.tr("Save draft"))
        make(context.tr, self, "print", self.save_draft_pdf)
        make(context.tr, self, "search", self._to_scan)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._on_escape)
        if context.bridge is not None:
            context.bridge.changed.connect(self._on_register_changed)

    def _lay_out(self) -> None:
        tr = self.context.tr
        self.header = PageHeader("")
        self.badge = Badge(tr("Draft, no number yet"), icon="pencil")
        self.header.add_badge(self.badge)
        kinds = [
            (ISSUE, tr.context("paper kind", "Issue")), (RETURN, tr.context("paper kind", "Return")),
            (BETWEEN, tr("Person to person")),
        ]  # fmt: skip
        self.kinds = buttons.Segments(kinds)
        self.kinds.chosen.connect(self._on_kind)
        self.save = buttons.secondary(tr("Save draft"), self.keeper.save_now, icon="save", keys=shown_keys("save"))
        self._is_narrow = False
        self.go = buttons.primary("", self.confirm, icon="printer", keys="Ctrl+Enter")
        self.header.add_actions(self.kinds, self.save, self.go)
        content = QWidget()
        self.cards = column(spacing=12)
        content.setLayout(self.cards)
        self.left = scrolling(content)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview = PaperPreview(
            self.context, tr("Preview of the protocol"), save=self.save_draft_pdf, tints=True,
            empty=tr("The protocol appears here while you fill in the form."),
        )  # fmt: skip
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(14)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([690, 474])
        lines = column(spacing=12)
        self.setLayout(lines)
        lines.addWidget(self.header)
        lines.addWidget(self.splitter, 1)
        self._build()

    # What the window calls ----------------------------------------------------------------------------------

    def open(
        self, kind: str = ISSUE, assets: Sequence[int] = (), person: int | None = None, draft: int | None = None
    ) -> None:
        """Begin a new paper, or go on with a draft; what was in the form stays as a draft."""
        self.keeper.keep()
        if draft is not None:
            self.keeper.read(draft)
            return
        self.start(Values(kind=kind, language=self.context.tr.language), list(assets))
        if person is not None:
            self.adding.choose_person(person)
        elif kind == RETURN and assets:
            self.adding.choose_holder_of(assets[0])

    def start(self, values: Values, assets: Sequence[int] = (), *, draft: int | None = None) -> None:
        """Show a form."""
        # A new page has the cards of an empty form already.
        again = not self._is_fresh or values != self.values
        self._is_fresh = False
        self.values = values if again else self.values
        self.keeper.begin(draft)
        self.kinds.blockSignals(True)
        self.kinds.choose(values.kind)
        self.kinds.blockSignals(False)
        if again:
            self._build()
        for number in assets:
            self.items.put(number)
        self.keeper.forget_changes()
        self.check()
        (self.items.scan if values.facts else next(iter(self.who.fields.values())).editor).setFocus()

    def can_leave(self) -> bool:
        """Keep a draft; leaving is always allowed."""
        self.keeper.keep()
        return True

    def state(self) -> dict[str, Any]:
        """Return what opens the same form again."""
        self.keeper.keep()
        return {"draft": self.keeper.draft} if self.keeper.draft else {"kind": self.values.kind}

    def handle_scan(self, code: str) -> bool:
        """Add what was scanned; the number of a protocol adds all of it to a return."""
        self.adding.look_up(code)
        return True

    def focus_areas(self) -> list[QWidget]:
        """Return the stops of F6."""
        return [self.left, self.preview.view]

    def set_width_step(self, step: str, short: bool) -> None:
        """Narrow windows show the form only; the paper is one click away as a PDF."""
        self._is_narrow = step == "narrow"
        self.preview.setVisible(step != "narrow")
        self._show_titles()
        self.save.setVisible(step != "narrow")
        self.header.subtitle.setVisible(False)

    # The form -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        clear(self.cards)
        context, values = self.context, self.values
        self._version += 1
        self.checked = None
        self.who = WhoCard(context, self.register, values)
        self.items = ItemsCard(context, self.register, values)
        self.terms = TermsCard(context, self.register, values)
        for card in (self.who, self.items, self.terms):
            self.cards.addWidget(card)
        self.cards.addStretch(1)
        self.who.changed.connect(self._on_fact)
        self.terms.changed.connect(self._on_fact)
        self.items.changed.connect(self.touch)
        self.items.typed.connect(self.adding.look_up)
        self.items.pick_wanted.connect(self._on_pick)
        self.items.accessory_wanted.connect(self.adding.add_accessory)
        self._show_titles()
        self.preview.show_pdf(b"")

    def _show_titles(self) -> None:
        tr, kind = self.context.tr, self.values.kind
        titles = {
            ISSUE: (tr("Issue equipment"), tr("New issue"), tr("Issue and print the protocol"), tr("Issue and print")),
            RETURN: (
                tr("Return of equipment"), tr("New return"),
                tr("Take back and print the protocol"), tr("Take back and print"),
            ),
            BETWEEN: (
                tr("Person to person"), tr("New handover"),
                tr("Hand over and print the protocols"), tr("Hand over and print"),
            ),
        }  # fmt: skip
        title, here, verb, narrow_verb = titles[kind]
        self.header.title.setText(title)
        self.header.set_breadcrumb([(tr("Handovers"), lambda: self.context.navigate("handovers"))], here)
        self.go.setText(literal(narrow_verb if self._is_narrow else verb))

    def touch(self) -> None:
        """Something changed: check it again in a moment and keep it."""
        self._version += 1
        self.keeper.touch()
        self._settled.start()

    def check(self) -> None:
        """Ask the services what they make of the form; the paper is drawn with what they filled in."""
        self._settled.stop()
        values, version = copied(self.values), self._version
        query = self.context.operations.query(self, lambda _job: self.register.check(values), slot="check")
        query.on_success(lambda checked: self._on_checked(checked, version))

    def draw(self) -> None:
        """Draw the paper of what is in the form now."""
        values, version = copied(self.values), self._version
        if values.is_empty():
            self.preview.show_pdf(b"")
            return
        drawn = self.context.operations.query(self, lambda _job: self.register.preview(values), slot="preview")
        drawn.on_success(lambda pdf: self.preview.show_pdf(pdf) if version == self._version else None)

    def _on_checked(self, checked: Checked, version: int) -> None:
        if version != self._version:
            return
        brought = len(checked.rows) != len(self.values.items)
        self.checked = checked
        self.items.show_checked(checked)
        self.who.show_hints(checked)
        self.terms.show_checked(checked)
        if brought:
            self.keeper.touch()
        self._say_status()
        self.draw()

    def _say_status(self) -> None:
        tr = self.context.tr
        words = [tr("Draft saved {time}", time=self.keeper.saved)] if self.keeper.saved else []
        keys = tr("Ctrl+Enter issues and prints · Ctrl+S saves the draft · Esc leaves")
        self.context.set_status(" · ".join([*words, keys]))

    def _on_fact(self, key: str) -> None:
        if key == "language":
            # Conditions are words of the paper.
            self.items.rebuild()
        if key == "holder" and self.values.kind != ISSUE:
            self.adding.fill_from_holder()
        self.who.show_hints(self.checked)
        self.touch()

    def _on_kind(self, kind: str) -> None:
        if kind == self.values.kind:
            return
        self.values.kind = kind
        for item in self.values.items:
            item.accessories, item.back_first = None, False
        self._build()
        self.touch()

    def _on_pick(self) -> None:
        from inventory.ui.screens.asset_picker import AssetPicker

        dialog = AssetPicker(self.context, self, held=self.values.kind != ISSUE)
        dialog.picked.connect(lambda ids: [self.items.put(number) for number in ids])
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    # Ending -------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Issue: number, paper, custody, then the printer."""
        from inventory.ui.screens.handover_ending import Ending

        Ending(self).run()

    def save_draft_pdf(self) -> None:
        """Save the draft paper as it is shown."""
        from inventory.ui.printing import save_pdf

        if self.preview.pdf():
            name = self.context.tr("draft")
            save_pdf(self, self.context, self.preview.pdf(), f"{name}.pdf")

    def _on_escape(self) -> None:
        if not any(shown.close_accessory() for shown in self.items.rows):
            self.context.navigate("handovers")

    def _to_scan(self) -> None:
        # The cards are made anew for each kind of paper, so the field is looked up late.
        self.items.scan.setFocus()

    def _on_register_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("asset", "accessory", "person", "cell", "place"):
            self._settled.start()

    def refused(self, error: NotFound) -> None:
        """Say that a draft is no longer there, with an empty form."""
        self.context.notify(error.text(self.context.tr), "warn", key="draft")
        self.start(Values(language=self.context.tr.language))
