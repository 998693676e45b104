"""Confirming by scanner that stickers are on: what was printed and is not stuck yet, one large answer to each scan."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from inventory.base.changes import Done
from inventory.base.errors import UserError
from inventory.base.i18n import N_
from inventory.catalogue.query import parse
from inventory.services.stickers import NEVER_PRINTED, StickOutcome, stick
from inventory.ui import theme
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.screens.counting_keys import CountingKeys
from inventory.ui.screens.counting_outcome import OutcomePanel
from inventory.ui.screens.counting_sound import SoundControls
from inventory.ui.screens.stick_list import FIELDS, MOST, StickLine, StickList
from inventory.ui.screens.stick_words import detail_of, look_of, word_of
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import PageHeader, column, fill, row
from inventory.ui.widgets.text import literal

REFRESH_MS = 250
_QUERY = parse("sticker:printed").sorted_by("place")


class StickLabelsPage(QWidget):
    """Each scan of a sticker on its asset marks it; the list shrinks. Any key returns to the scan field."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        # What was marked here, the last at the end: the operation and the number.
        self._marked: list[tuple[int, str]] = []
        self._last: StickOutcome | None = None
        self.header = PageHeader(
            tr("Confirm sticking"), subtitle=tr("Stick it on, then scan it there: that is how the register knows.")
        )
        self.header.set_breadcrumb(
            [(tr("Print stickers"), lambda: context.navigate("print_labels"))], tr("Confirm sticking")
        )
        self.sound = SoundControls(context)
        self.header.add_actions(self.sound)
        self.field = QLineEdit()
        self.field.setProperty("scan", "1")
        self.field.setFont(theme.font("scan"))
        self.field.setFixedHeight(56)
        self.field.setMaxLength(300)
        self.field.setPlaceholderText(tr("Scan a sticker, or type its number and press Enter"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.returnPressed.connect(self._on_typed)
        self.sound.muted.connect(self.field.setFocus)
        self.outcome = OutcomePanel(tr)
        self.undo = secondary(tr("Undo the scan"), self.undo_last, icon="undo-2", keys="F8")
        self.anyway = secondary(tr("It is on all the same"), self._on_anyway, icon="check")
        self.show_asset = link(tr("Show the asset"), self._on_show)
        fill(self.outcome.buttons, self.undo, self.anyway, self.show_asset, 1)
        self.side = StickList(tr)
        self.side.by_hand.connect(self._on_by_hand)
        self._lay_out()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REFRESH_MS)
        self._later.timeout.connect(self.refresh)
        self._keys = CountingKeys(self, self.field)
        self._keys.undo_wanted.connect(self.undo_last)
        self._keys.by_hand_wanted.connect(self.side.take_focus)
        self._keys.place_wanted.connect(self.side.take_focus)
        self._keys.leave_wanted.connect(self._on_leave)
        make(tr, self, "refresh", self.refresh)
        context.bridge.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        left = fill(column(spacing=10), self.field, self.outcome)
        left.setStretch(1, 1)
        body = row(spacing=14)
        body.addLayout(left, 1)
        body.addWidget(self.side)
        lines = fill(column(spacing=8), self.header, body)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    # What the window calls ----------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin, or go on."""
        tr = self._context.tr
        self._marked.clear()
        self._last = None
        self.outcome.show_waiting(tr("Scan the first sticker"), "")
        self._show_buttons()
        self._keys.watch()
        self.sound.show_settings()
        self.refresh()
        self.field.setFocus()
        self._context.set_status(tr("F7 mark by hand · F8 undo the last scan · Esc leave"))

    def can_leave(self) -> bool:
        """Let go of the keys."""
        self._keys.leave()
        return True

    def handle_scan(self, code: str) -> bool:
        """Take a scanned sticker."""
        self.take_code(code)
        return True

    def set_width_step(self, step: str, short: bool) -> None:
        """Give the answer the room that a small window has."""
        self.side.setVisible(step != "narrow")
        self.side.setFixedWidth(380 if step == "wide" else 300)
        self.outcome.set_short(short)
        self.header.subtitle.setVisible(not short)

    def focus_areas(self) -> list[QWidget]:
        """Return the areas that F6 goes through."""
        return [self.field, self.side.search]

    # Scanning -----------------------------------------------------------------------------------------------

    def take_code(self, code: str, *, anyway: bool = False) -> None:
        """Mark the sticker of one code; the answer shows and sounds once it is on disk."""
        application = self._context.application

        def work(_job: Job) -> Done[StickOutcome]:
            done: Done[StickOutcome] = application.quick(
                N_("Sticker stuck on"), lambda quick: stick(quick, code, anyway=anyway)
            )
            return done

        run = self._context.operations.run(self, self._context.tr("Confirm sticking"), work)
        run.on_success(self._on_outcome).on_failure(self._on_failure)

    def undo_last(self) -> None:
        """Take back the last sticker marked here."""
        self.field.setFocus()
        if not self._marked:
            return
        application, tr = self._context.application, self._context.tr
        operation, number = self._marked[-1]

        def done(_done: object) -> None:
            self._marked.pop()
            self._last = None
            self.outcome.show_waiting(tr("Taken back: {code}", code=number), "")
            self._show_buttons()
            self._later.start()

        run = self._context.operations.run(self, tr("Undo"), lambda _job: application.take_back(operation))

        def failed(_error: BaseException) -> bool:
            # Somebody changed the asset since: the ones before can still be taken back.
            self._marked.pop()
            self._show_buttons()
            return False

        run.on_success(done).on_failure(failed)

    def refresh(self) -> None:
        """Read how many are left, and the first of them."""
        application = self._context.application

        def read(job: Job) -> tuple[int, list[StickLine]]:
            listing = application.listing
            ids = listing.ids(_QUERY, limit=MOST, cancelled=job.cancelled)
            left = len(ids) if len(ids) < MOST else listing.count(_QUERY, cancelled=job.cancelled)
            return left, [StickLine(*values) for values in listing.page(ids, FIELDS) if values[1] is not None]

        self._context.operations.query(self, read, slot="left").on_success(lambda found: self.side.show_left(*found))

    # Answers ------------------------------------------------------------------------------------------------

    def _on_outcome(self, done: Done[StickOutcome]) -> None:
        tr, outcome = self._context.tr, done.value
        self._last = outcome
        if done.changes.operation:
            self._marked.append((done.changes.operation, outcome.number))
        look, sound = look_of(outcome)
        self.outcome.show_answer(
            look, word_of(outcome, tr), outcome.number or outcome.code, outcome.name, detail_of(outcome, tr)
        )
        self.sound.play(sound)
        self._show_buttons()
        self._later.start()

    def _show_buttons(self) -> None:
        outcome = self._last
        self.undo.setEnabled(bool(self._marked))
        self.anyway.setVisible(outcome is not None and outcome.outcome in {NEVER_PRINTED, "replace"})
        self.show_asset.setVisible(outcome is not None and outcome.asset_id is not None)
        if self._marked:
            self.undo.setToolTip(literal(self._context.tr("Take back {code} (F8)", code=self._marked[-1][1])))

    def _on_failure(self, error: BaseException) -> bool:
        if not isinstance(error, UserError):
            return False
        self.outcome.show_failure(error.text(self._context.tr))
        self.sound.play("failed")
        return True

    def _on_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("asset"):
            self._later.start()

    def _on_typed(self) -> None:
        code = self.field.text().strip()
        self.field.clear()
        if code:
            self.take_code(code)

    def _on_by_hand(self, number: str) -> None:
        self.take_code(number)
        self.field.setFocus()

    def _on_anyway(self) -> None:
        if self._last is not None:
            self.take_code(self._last.number, anyway=True)
        self.field.setFocus()

    def _on_show(self) -> None:
        if self._last is not None and self._last.asset_id is not None:
            self._context.navigate("register", asset=self._last.asset_id)

    def _on_leave(self) -> None:
        if self.side.search.text():
            self.side.search.clear()
            self.field.setFocus()
        elif self.field.text():
            self.field.clear()
        else:
            self._context.navigate("print_labels")
