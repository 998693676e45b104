"""Counting by scanner: one field that never loses the focus, one large outcome, what is done (ui.md 7.6)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from inventory.base.errors import UserError
from inventory.base.i18n import N_
from inventory.services.counting import undo_last_scan
from inventory.services.counts import CountStatus
from inventory.services.places import PlaceView, list_places
from inventory.services.scanning import PLACE, ScanOutcome, ScanRequest, new_uid, scan
from inventory.ui import theme
from inventory.ui.actions import make
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.screens.counting_keys import CountingKeys
from inventory.ui.screens.counting_outcome import OutcomePanel
from inventory.ui.screens.counting_reading import Standing, read_standing
from inventory.ui.screens.counting_side import CountingSide
from inventory.ui.screens.counting_sound import SoundControls
from inventory.ui.screens.counting_state import CountingFigures
from inventory.ui.widgets.buttons import link, secondary
from inventory.ui.widgets.card import PageHeader, column, fill, row
from inventory.ui.widgets.dialogs import confirm
from inventory.ui.widgets.editors import ChoiceEditor
from inventory.ui.widgets.text import label

REFRESH_MS = 250


class CountingPage(QWidget):
    """Counts in one place at a time; scanning a place's code changes it. Any key returns to the scan field."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self._count = 0
        self._place: int | None = None
        self._places: dict[int, PlaceView] = {}
        self._status: CountStatus | None = None
        self._last: ScanOutcome | None = None
        self._is_wide = True
        self.header = PageHeader("")
        self.sound = SoundControls(context)
        self.close_button = secondary(tr("Close the count…"), self._on_close, icon="check")
        self.header.add_actions(self.sound, self.close_button)
        self.place = ChoiceEditor()
        self.place.setAccessibleName(tr("Place"))
        self.place.setMinimumWidth(320)
        self.place.changed.connect(self._on_place)
        self.field = QLineEdit()
        self.field.setProperty("scan", "1")
        self.field.setFont(theme.font("scan"))
        self.field.setFixedHeight(56)
        self.field.setMaxLength(300)
        self.field.setPlaceholderText(tr("Scan a code, or type a number and press Enter"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.returnPressed.connect(self._on_typed)
        self.sound.muted.connect(self.field.setFocus)
        self.outcome = OutcomePanel(tr)
        self.undo = secondary(tr("Undo the scan"), self.undo_scan, icon="undo-2", keys="F8")
        fill(self.outcome.buttons, self.undo, 1)
        self.figures = CountingFigures(tr)
        self.side = CountingSide(tr)
        self.side.by_hand.connect(self.count_by_hand)
        self._lay_out()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REFRESH_MS)
        self._later.timeout.connect(self.refresh)
        self._keys = CountingKeys(self, self.field)
        self._keys.undo_wanted.connect(self.undo_scan)
        self._keys.by_hand_wanted.connect(self.side.take_focus)
        self._keys.place_wanted.connect(self._on_place_wanted)
        self._keys.leave_wanted.connect(self._on_leave)
        make(tr, self, "refresh", self.refresh)
        context.bridge.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        left = fill(column(spacing=10), self._place_line(), self.field, self.outcome, self.figures)
        left.setStretch(2, 1)
        body = row(spacing=14)
        body.addLayout(left, 1)
        body.addWidget(self.side)
        lines = fill(column(spacing=8), self.header, body)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _place_line(self) -> QWidget:
        tr = self._context.tr
        holder = QWidget()
        line = row(spacing=8)
        fill(
            line,
            label(tr("Place:"), role="strong"),
            self.place,
            link(tr("Undo the last scan"), self.undo_scan, icon="undo-2"),
            1,
        )
        holder.setLayout(line)
        return holder

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, count: int = 0, place: int | None = None) -> None:
        """Begin or go on counting."""
        if count:
            self._count = count
            self._place = place
            self._last = None
            self.outcome.show_waiting(self._context.tr("Scan the first code"), "")
        self._keys.watch()
        self.sound.show_settings()
        self._read_places()
        self.refresh()
        self.field.setFocus()
        self._context.set_status(self._context.tr("F6 place · F7 count by hand · F8 undo the last scan · Esc leave"))

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"count": self._count, "place": self._place}

    def can_leave(self) -> bool:
        """Let go of the keys."""
        self._keys.leave()
        return True

    def handle_scan(self, code: str) -> bool:
        """Count a scanned code."""
        self.count_code(code)
        return True

    def set_width_step(self, step: str, short: bool) -> None:
        """Give the outcome the room that a small window has."""
        self._is_wide = step != "narrow"
        self.side.setVisible(self._is_wide and not self._is_blind())
        self.figures.set_short(short)
        self.outcome.set_short(short)
        self.refresh()

    # Counting -----------------------------------------------------------------------------------------------

    def count_code(self, code: str) -> None:
        """Send one code; the outcome shows and sounds once it is on disk."""
        application = self._context.application
        request = ScanRequest(
            count_id=self._count, code=code, place_id=self._place, counter=self._context_user(), uid=new_uid()
        )

        def work(_job: Job) -> ScanOutcome:
            outcome: ScanOutcome = application.quick(N_("Scan counted"), lambda quick: scan(quick, request)).value
            return outcome

        run = self._context.operations.run(self, self._context.tr("Count"), work)
        run.on_success(self._on_outcome).on_failure(self._on_failure)

    def count_by_hand(self, number: str) -> None:
        """Count an asset whose sticker cannot be read."""
        self.count_code(number)
        self.field.setFocus()

    def undo_scan(self) -> None:
        """Take the last scan back."""
        application, tr = self._context.application, self._context.tr
        count = self._count

        def work(_job: Job) -> str:
            code: str = application.quick(N_("Scan taken back"), lambda quick: undo_last_scan(quick, count)).value
            return code

        run = self._context.operations.run(self, tr("Undo"), work)
        run.on_success(lambda code: self.outcome.show_waiting(tr("Taken back: {code}", code=code), ""))
        self.field.setFocus()

    def refresh(self) -> None:
        """Read figures, places, last scans and what is left."""
        application, count = self._context.application, self._count
        if not count:
            return

        def read(_job: Job) -> Standing:
            standing: Standing = application.read(lambda session: read_standing(session, count))
            return standing

        self._context.operations.query(self, read, slot="standing").on_success(self._show)

    def _read_places(self) -> None:
        application = self._context.application
        query = self._context.operations.query(self, lambda _job: application.read(list_places), slot="places")
        query.on_success(self._show_places)

    def _show_places(self, places: list[PlaceView]) -> None:
        tr = self._context.tr
        self._places = {place.id: place for place in places}
        words = [(place.id, "    " * place.depth + f"{place.code}  {place.name}".strip()) for place in places]
        self.place.set_choices([(None, tr("not given: scan a room's code or choose it")), *words], value=self._place)

    # Answers ------------------------------------------------------------------------------------------------

    def _show(self, standing: Standing) -> None:
        tr = self._context.tr
        status = self._status = standing.status
        self.header.title.setText(status.name)
        self.header.set_breadcrumb([(tr("Stock check"), lambda: self._context.navigate("counts"))], status.name)
        self.header.set_subtitle(tr("Blind count: nothing tells what is expected") if self._is_blind() else "")
        self.figures.show_standing(status, standing.places, standing.scans, blind=self._is_blind())
        self.side.show_left(status.remaining, standing.left)
        self.side.setVisible(not self._is_blind() and self._is_wide)
        self.close_button.setEnabled(status.status == "open")
        self.field.setEnabled(status.status == "open")

    def _on_outcome(self, outcome: ScanOutcome) -> None:
        self._last = outcome
        if outcome.outcome == PLACE and outcome.place_id is not None:
            self._place = outcome.place_id
            self.place.blockSignals(True)
            self.place.set_value(outcome.place_id)
            self.place.blockSignals(False)
        self.outcome.show_outcome(outcome)
        self.sound.play(outcome.outcome)
        self.undo.setEnabled(outcome.scan_id is not None)
        self._later.start()

    def _on_failure(self, error: BaseException) -> bool:
        if not isinstance(error, UserError):
            return False
        self.outcome.show_failure(error.text(self._context.tr))
        self.sound.play("failed")
        return True

    def _on_changed(self, changes: Any) -> None:
        if self.isVisible() and changes.touches("count_scan", "stock_count"):
            self._later.start()

    def _on_typed(self) -> None:
        code = self.field.text().strip()
        self.field.clear()
        if code:
            self.count_code(code)

    def _on_place(self) -> None:
        chosen = self.place.value()
        self._place = chosen if isinstance(chosen, int) else None
        self.field.setFocus()

    def _on_place_wanted(self) -> None:
        self.place.setFocus()
        self.place.showPopup()

    def _on_leave(self) -> None:
        if self.side.search.text():
            self.side.search.clear()
            self.field.setFocus()
        elif self.field.text():
            self.field.clear()
        else:
            self._context.navigate("counts")

    def _on_close(self) -> None:
        status, tr = self._status, self._context.tr
        if status is None:
            return
        counted = tr(
            "Counted {counted} of {expected}. ",
            counted=tr.number(status.found + status.other_place),
            expected=tr.number(status.expected),
        )
        text = counted + tr("Nothing can be counted after that. What was not scanned goes on the list of differences.")
        if confirm(
            self,
            tr,
            title=tr("Close the count {name}?", name=status.name),
            text=text,
            verb=tr("Close the count"),
            danger=False,
        ):
            from inventory.ui.screens.counts_closing import close_and_issue

            close_and_issue(self, self._context, status.id)

    def _is_blind(self) -> bool:
        return self._status is not None and self._status.blind and self._status.status == "open"

    def _context_user(self) -> str:
        frame: Any = self._context.frame
        return str(frame.top.user.accessibleName()) if frame is not None else ""

    def focus_areas(self) -> list[QWidget]:
        """Return the areas that F6 goes through."""
        return [self.field, self.place, self.side.search]
