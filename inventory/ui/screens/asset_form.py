"""The form of an asset: sections with a list at the left, errors beside their fields, drafts, scans (ui.md 7.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inventory.base.changes import Changes, Done
from inventory.services.asset_choices import FormData, preview_number, read_form
from inventory.services.asset_form import AssetRequest
from inventory.services.asset_whole import WholeRequest
from inventory.services.assets import SavedAsset
from inventory.ui.actions import make, shown_keys
from inventory.ui.codes import open_code
from inventory.ui.context import Context
from inventory.ui.screens.asset_form_body import FormBody
from inventory.ui.screens.asset_form_drafts import Draft
from inventory.ui.screens.asset_form_faults import Faults
from inventory.ui.screens.asset_form_keeping import Keeping
from inventory.ui.screens.asset_form_leaving import DISCARD, KEEP, LeaveDialog
from inventory.ui.screens.asset_form_saving import Saving, undo_of
from inventory.ui.screens.asset_form_scans import FormScans
from inventory.ui.screens.asset_form_strip import FormStrip
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import PageHeader, column

_TITLE = 70


class AssetFormPage(QWidget):
    """Edits one asset or makes a new one; `open` says which."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.asset: int | None = None
        self._initial: tuple[object, ...] = ()
        self._data: FormData | None = None
        self.body = FormBody(context)
        self.faults = Faults(context, self.body)
        self.keeping = Keeping(self)
        self.saving = Saving(self)
        self.scans = FormScans(self)
        self.body.changed.connect(self._on_changed)
        self.body.left.connect(self._on_left)
        self.body.purchase.category_changed.connect(self._ask_number)
        self.body.purchase.open_wanted.connect(lambda number: open_code(context, context.application, number))
        self.body.custody.paper_wanted.connect(lambda number: context.navigate("documents", number=number))
        self._build()
        self._make_keys()
        if context.bridge is not None:
            context.bridge.changed.connect(self._on_register_changed)

    # What the window calls ----------------------------------------------------------------------------------

    def open(
        self,
        asset: int | None = None,
        *,
        copy_of: int | None = None,
        serial: str = "",
        name: str = "",
        spare: str = "",
        restore: bool = False,
    ) -> None:
        """Show an asset, a new one like another, or a new one with a scanned code, a number printed ahead or a name."""
        if self.is_dirty() and self.keeping.keep():
            self.context.notify(self.context.tr("What you typed before is kept as a draft."), key="draft")
        plain = copy_of is None and not serial and not name and not spare
        found = self.keeping.drafts.find(asset) if plain else None
        if restore and found is not None:
            self.keeping.restore(asset, found)
        else:
            self._read(asset, copy_of=copy_of, first={"serial": serial, "name": name, "number": spare}, found=found)

    def can_leave(self) -> bool:
        """Ask what becomes of unsaved changes; nothing is lost by a wrong click."""
        if not self.is_dirty():
            return True
        dialog = LeaveDialog(self.context.tr, self.window())
        answer = dialog.exec()
        dialog.deleteLater()
        if answer == KEEP:
            return self.keeping.keep()
        if answer == DISCARD:
            self.keeping.forget()
            return True
        return False

    def handle_scan(self, code: str) -> bool:
        """Take a number printed ahead; any other code outside the fields for codes changes nothing."""
        self.scans.take(code)
        return True

    def focus_areas(self) -> list[QWidget]:
        """Return the areas of F6."""
        return [self.body.list, self.body.purchase.field("name").editor]

    def set_width_step(self, step: str, short: bool) -> None:
        """Leave out the list of sections and the second button where there is no room."""
        self.body.set_narrow(step == "narrow")
        self.save_next.setVisible(step != "narrow")

    def state(self) -> dict[str, Any]:
        """Return what opens the same again, unsaved changes included."""
        return {"asset": self.asset, "restore": self.is_dirty() and self.keeping.keep()}

    # Building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        tr = self.context.tr
        self.header = PageHeader("")
        self.unsaved = Badge(tr("Unsaved changes"), icon="pencil", tone="warn")
        self.unsaved.hide()
        self.header.add_badge(self.unsaved)
        self.cancel = buttons.secondary(tr("Cancel"), self._on_cancel, keys="Esc")
        self.save_next = buttons.secondary(
            tr("Save and add next"), lambda: self.saving.save(add_next=True), icon="plus", keys=shown_keys("save_next")
        )
        self.save = buttons.primary(tr("Save"), self.saving.save, icon="check", keys=shown_keys("save"))
        self.header.add_actions(self.cancel, self.save_next, self.save)
        self.conflict, self.offer, self.scanned = FormStrip("warn"), FormStrip("info"), FormStrip("info")
        lines = column(spacing=8)
        self.setLayout(lines)
        lines.addWidget(self.header)
        for strip in (self.faults.strip, self.conflict, self.offer, self.scanned):
            lines.addWidget(strip)
        lines.addWidget(self.body, 1)

    def _make_keys(self) -> None:
        tr = self.context.tr
        for key, run in (
            ("save", self.saving.save), ("save_next", lambda: self.saving.save(add_next=True)),
            ("duplicate", self._on_duplicate), ("print", self._on_print), ("hand_over", self._on_hand_over),
            ("next_section", lambda: self.body.list.step(1)), ("previous_section", lambda: self.body.list.step(-1)),
            ("next_fault", self.faults.go_on),
        ):  # fmt: skip
            make(tr, self, key, run)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._on_cancel)

    # Reading and showing ------------------------------------------------------------------------------------

    def _read(
        self, asset: int | None, *, copy_of: int | None = None, first: dict[str, str] | None = None,
        typed: AssetRequest | None = None, found: Draft | None = None,
    ) -> None:  # fmt: skip
        application = self.context.application

        def look(session: Any) -> FormData:
            return read_form(session, today=application.today(), asset_id=asset, copy_of=copy_of, typed=typed)

        query = self.context.operations.query(self, lambda _job: application.read(look), slot="form")
        query.on_success(lambda data: self.show_form(data, first=first, found=found))

    def show_form(self, data: FormData, *, first: dict[str, str] | None = None, found: Draft | None = None) -> None:
        """Show a form as it was read; `first` is put into fields, `found` is a draft to offer."""
        self._data = data
        self.asset = data.details.id if data.details is not None else None
        self.faults.forget()
        for strip in (self.conflict, self.offer, self.scanned):
            strip.hide()
        self.body.show_form(data)
        for key, value in (first or {}).items():
            if value and key == "number":
                self.body.purchase.take_number(value)
            elif value:
                self.body.purchase.field(key).set_value(value)
        self._initial = self.body.snapshot()
        self._show_title()
        self._show_dirty()
        if found is not None:
            self.keeping.offer(found)
        self.body.focus("name")

    def load_again(self) -> None:
        """Show what is saved now; what was typed stays as a draft until something else is."""
        self.keeping.keep()
        self._read(self.asset, found=self.keeping.drafts.find(self.asset))

    def _show_title(self) -> None:
        tr, data = self.context.tr, self._data
        details = data.details if data is not None else None
        name = str(self.body.purchase.field("name").value() or "")
        shown = name if len(name) <= _TITLE else name[: _TITLE - 1] + "…"
        self.header.title.setText(shown if details is not None else tr("New asset"))
        here = details.number if details is not None else tr("New asset")
        self.header.set_breadcrumb([(tr("Register"), lambda: self.context.navigate("register"))], here)
        what = tr("Editing: {number}", number=here) if details is not None else tr("New asset")
        keys = tr("Ctrl+S save · Esc leave · Alt+↓ next section")
        self.context.set_status(f"{what} · {keys}")

    def is_dirty(self) -> bool:
        """Tell whether anything was changed since it was read or saved."""
        return self._data is not None and self.body.snapshot() != self._initial

    def _show_dirty(self) -> None:
        self.unsaved.setVisible(self.is_dirty())

    def set_saving(self, running: bool) -> None:
        """Let nobody save twice."""
        for button in (self.save, self.save_next):
            button.setEnabled(not running)

    # Answers ------------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self._show_dirty()
        if self.faults.tried:
            self.faults.tell()

    def _on_left(self, key: str) -> None:
        self.faults.touch(key)
        self._show_dirty()
        if key == "name" and self.asset is not None:
            self._show_title()
        self.saving.check()

    def _ask_number(self) -> None:
        data, application = self._data, self.context.application
        if data is None or self.asset is not None:
            return
        request = self.body.request()

        def look(session: Any) -> str:
            return preview_number(session, data.choices, request, application.today())

        query = self.context.operations.query(self, lambda _job: application.read(look), slot="number")
        query.on_success(self.body.purchase.show_next_number)

    def note_change(self, key: str) -> None:
        """Take note of a field that the program filled."""
        self._on_changed()
        self._on_left(key)

    def _on_cancel(self) -> None:
        if self.can_leave():
            self._initial = self.body.snapshot()
            self.context.navigate("register", **({"asset": self.asset} if self.asset is not None else {}))

    def _on_duplicate(self) -> None:
        if self.asset is not None and self.can_leave():
            self.open(copy_of=self.asset)

    def _on_print(self) -> None:
        if self.asset is not None:
            self.context.navigate("print_labels", assets=[self.asset])

    def _on_hand_over(self) -> None:
        if self.asset is not None:
            self.context.navigate("handover", kind="issue", assets=[self.asset])

    def on_saved(self, done: Done[SavedAsset], request: WholeRequest, *, add_next: bool) -> None:
        """Say what was saved, with its undo, and go on."""
        tr, saved = self.context.tr, done.value
        self.keeping.forget()
        self._initial = self.body.snapshot()
        undo = undo_of(self, self.context, done.changes.operation) if done.changes.operation else None
        if add_next:
            shares = tuple(replace(share, amount=None) for share in request.asset.funding)
            typed = AssetRequest(
                name="", category_id=request.asset.category_id, supplier_id=request.asset.supplier_id,
                invoice=request.asset.invoice, purchased_on=request.asset.purchased_on, ksef=request.asset.ksef,
                place_id=request.asset.place_id, funding=shares,
            )  # fmt: skip
            self._read(None, typed=typed)
        else:
            self.context.navigate("register", asset=saved.id)
        self.context.toast(tr("{number} is saved", number=saved.number), undo=undo)

    def _on_register_changed(self, changes: Changes) -> None:
        """Read the asset again when someone else changed it; what was typed is never overwritten."""
        mine = str(self.asset) in changes.tables.get("asset", frozenset())
        if self.asset is None or not mine or self.saving.running or not self.isVisible():
            return
        if self.is_dirty():
            self.saving.tell_conflict()
        else:
            self._read(self.asset)
