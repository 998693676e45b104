"""One invoice line × N: what the pieces have in common, then their serial numbers one after another (domain.md 2)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inventory.base.changes import Done
from inventory.base.errors import ProblemsFound, UserError
from inventory.base.i18n import N_
from inventory.services.asset_choices import FormData, preview_numbers, read_form
from inventory.services.asset_form import AssetRequest, CheckedAsset, check_asset
from inventory.services.assets import ManyRequest, SavedAsset, add_many
from inventory.ui.actions import make, shown_keys
from inventory.ui.context import Context
from inventory.ui.screens.add_many_keeping import ManyKeeping
from inventory.ui.screens.add_many_pieces import PiecesSection
from inventory.ui.screens.asset_form_accessories import AccessoriesSection
from inventory.ui.screens.asset_form_cards import Body
from inventory.ui.screens.asset_form_custody import CoverSection, CustodySection
from inventory.ui.screens.asset_form_drafts import MANY
from inventory.ui.screens.asset_form_faults import Faults
from inventory.ui.screens.asset_form_funding import FundingSection
from inventory.ui.screens.asset_form_leaving import DISCARD, LeaveDialog
from inventory.ui.screens.asset_form_purchase import PurchaseSection
from inventory.ui.screens.asset_form_saving import undo_of
from inventory.ui.screens.asset_form_strip import FormStrip
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import PageHeader, column, row, scrolling

_PREVIEWED = 500
# More ids than this are no line to read in a search field.
_SHOWN = 50
_PIECES_WIDTH = 440


class ManyBody(Body):
    """The cards that all pieces share at the left, the pieces at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.tr)
        tr = context.tr
        self.purchase = PurchaseSection(context, tr("What they have in common"), many=True)
        self.funding = FundingSection(context, tr("Funding"))
        self.funding.set_title(tr("Funding"), tr("of one asset"))
        self.accessories = AccessoriesSection(tr, tr("Accessories of each"))
        self.custody = CustodySection(context, tr("Place and person"))
        self.cover = CoverSection(context, tr("Warranty and policy"))
        self.pieces = PiecesSection(context)
        self.sections = {
            "purchase": self.purchase, "funding": self.funding, "accessories": self.accessories,
            "custody": self.custody, "cover": self.cover, "pieces": self.pieces,
        }  # fmt: skip
        self._common = tuple(section for section in self.sections.values() if section is not self.pieces)
        self.listen()
        content = QWidget()
        cards = column(spacing=14, margins=(0, 0, 6, 0))
        content.setLayout(cards)
        for section in self._common:
            cards.addWidget(section)
        cards.addStretch(1)
        self.area = scrolling(content)
        lines = row(spacing=14)
        self.setLayout(lines)
        lines.addWidget(self.area, 1)
        self.pieces.setFixedWidth(_PIECES_WIDTH)
        lines.addWidget(self.pieces)

    def show_form(self, data: FormData) -> None:
        """Show what the pieces have in common."""
        self.clear_said()
        for section in self._common:
            section.show_form(data)
        self.pieces.clear_pieces()

    def asset(self) -> AssetRequest:
        """Return what the pieces have in common, with the amounts as they are typed."""
        return AssetRequest(**{key: value for card in self._common for key, value in card.values().items()})

    def request(self) -> ManyRequest:
        """Return what is typed."""
        asset = self.asset()
        count, serials = self.pieces.amount(), self.pieces.serials()
        if not self.pieces.whole_line():
            return ManyRequest(asset=asset, count=count, serials=serials)
        # Pieces may differ by a grosz, so that only the shares are the same for all.
        each = self.pieces.values_each()
        shares = tuple(replace(share, amount=None) for share in asset.funding)
        one = replace(asset, price_gross=each[0] if each else None, price_net=None, vat=None, funding=shares)
        return ManyRequest(
            asset=one, count=count, serials=serials, total_gross=asset.price_gross, total_net=asset.price_net
        )


class AddManyPage(QWidget):
    """Adds N assets in one operation."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._data: FormData | None = None
        self._initial: ManyRequest | None = None
        self._running = False
        self.body = ManyBody(context)
        self.faults = Faults(context, self.body)
        tr = context.tr
        self.header = PageHeader(tr("Add many of one invoice line"))
        self.header.set_breadcrumb([(tr("Register"), lambda: context.navigate("register"))], tr("Add many"))
        self.cancel = buttons.secondary(tr("Cancel"), self._on_cancel, keys="Esc")
        self.save = buttons.primary("", self.add, icon="check", keys=shown_keys("save"))
        self.header.add_actions(self.cancel, self.save)
        self.offer = FormStrip("info")
        self.keeping = ManyKeeping(self)
        lines = column(spacing=8)
        self.setLayout(lines)
        for widget in (self.header, self.faults.strip, self.offer):
            lines.addWidget(widget)
        lines.addWidget(self.body, 1)
        self.body.changed.connect(self._on_changed)
        self.body.left.connect(self._on_left)
        self.body.purchase.gross_changed.connect(self.show_amounts)
        self.body.pieces.mode.chosen.connect(lambda _key: self.show_amounts())
        self.body.purchase.category_changed.connect(self._ask_numbers)
        self.body.pieces.wanted.connect(self._on_pieces)
        make(tr, self, "save", self.add)
        make(tr, self, "next_fault", self.faults.go_on)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._on_cancel)

    # What the window calls ----------------------------------------------------------------------------------

    def open(self, *, restore: bool = False) -> None:
        """Show the form as it was left, an empty one the first time; with `restore` what was kept of it."""
        found = self.keeping.drafts.find(MANY) if restore else None
        if found is not None:
            self.keeping.restore(found)
        elif not self.is_dirty():
            self._read()

    def can_leave(self) -> bool:
        """Ask what becomes of what was typed; until the program ends it may also stay here."""
        if not self.is_dirty():
            return True
        dialog = LeaveDialog(self.context.tr, self.window(), kept=self.context.tr("Keep it here"))
        answer = dialog.exec()
        dialog.deleteLater()
        self.keeping.keep()
        if answer == DISCARD:
            self.keeping.forget()
            self._initial = self.body.request()
        return bool(answer)

    def handle_scan(self, code: str) -> bool:
        """Take any scan as the next serial number: that is what is scanned here."""
        self.body.pieces.take(code)
        return True

    def focus_areas(self) -> list[QWidget]:
        """Return the areas of F6."""
        return [self.body.purchase.field("name").editor, self.body.pieces.entry]

    def is_dirty(self) -> bool:
        """Tell whether anything was typed."""
        return self._initial is not None and self.body.request() != self._initial

    # Reading ------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        application = self.context.application

        def show(data: FormData) -> None:
            self.show_form(data)
            self.keeping.offer()

        query = self.context.operations.query(
            self, lambda _job: application.read(lambda session: read_form(session, today=application.today())),
            slot="form",
        )  # fmt: skip
        query.on_success(show)

    def show_form(self, data: FormData) -> None:
        """Show a form as it was read."""
        self._data = data
        self.faults.forget()
        self.body.show_form(data)
        self.show_amounts()
        self._initial = self.body.request()
        self._show_button()
        self.context.set_status(self.context.tr("Ctrl+S add · Esc leave · a scan is the next serial number"))
        self.body.focus("name")

    def _ask_numbers(self) -> None:
        data, application = self._data, self.context.application
        if data is None:
            return
        request, count = self.body.request().asset, min(self.body.pieces.amount(), _PREVIEWED)

        def look(session: Any) -> tuple[str, ...]:
            return preview_numbers(session, data.choices, request, application.today(), count)

        query = self.context.operations.query(self, lambda _job: application.read(look), slot="numbers")
        query.on_success(self.body.pieces.set_numbers)
        self._show_button()

    # Answers ------------------------------------------------------------------------------------------------

    def show_amounts(self) -> None:
        """Show what each piece is worth by the amounts typed."""
        self.body.pieces.set_gross(self.body.purchase.link.gross())
        self._share_one()

    def _on_pieces(self) -> None:
        self._share_one()
        self._ask_numbers()

    def _share_one(self) -> None:
        """Show the shares of one piece."""
        each = self.body.pieces.values_each()
        self.body.funding.set_gross(each[0] if each else self.body.purchase.link.gross())
        self._show_button()

    def _on_changed(self) -> None:
        self._show_button()
        if self.faults.tried:
            self.faults.tell()

    def _on_left(self, key: str) -> None:
        self.faults.touch(key)
        request, application = self.body.request().asset, self.context.application

        def look(_job: object) -> CheckedAsset:
            checked: CheckedAsset = application.read(
                lambda session: check_asset(session, request, today=application.today())
            )
            return checked

        self.context.operations.query(self, look, slot="check").on_success(self.faults.show_checked)

    def _show_button(self) -> None:
        tr, count = self.context.tr, self.body.pieces.amount()
        self.save.setText(tr.plural("Add {n} asset", "Add {n} assets", count))
        self.save.setEnabled(bool(count) and not self._running)

    def _on_cancel(self) -> None:
        if self.can_leave():
            self.context.navigate("register")

    # Saving -------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Add all pieces in one operation."""
        if self._running:
            return
        self.faults.tried = True
        own = self.body.own_faults()
        if own:
            self.faults.show(list(own.items()))
            return
        request, application, tr = self.body.request(), self.context.application, self.context.tr
        self._set_running(True)

        def write(_job: object) -> Done[list[SavedAsset]]:
            done: Done[list[SavedAsset]] = application.operation(
                N_("Add many assets"), lambda work: add_many(work, request)
            )
            return done

        run = self.context.operations.run(self, tr("Add many assets"), write)
        run.on_success(self._on_added).on_failure(self._on_failure)

    def _set_running(self, running: bool) -> None:
        self._running = running
        self._show_button()

    def _on_added(self, done: Done[list[SavedAsset]]) -> None:
        tr, made = self.context.tr, done.value
        self._set_running(False)
        self.keeping.forget()
        self._initial = None
        shown = " ".join(f"id:{asset.id}" for asset in made[:_SHOWN])
        self.context.navigate("register", query=shown)
        numbers = made[0].number if len(made) == 1 else f"{made[0].number}–{made[-1].number}"
        said = tr.plural("{n} asset is added: {numbers}", "{n} assets are added: {numbers}", len(made), numbers=numbers)
        self.context.toast(said, undo=undo_of(self, self.context, done.changes.operation))

    def _on_failure(self, error: BaseException) -> bool:
        self._set_running(False)
        tr = self.context.tr
        if isinstance(error, ProblemsFound):
            self.faults.show([(problem.field, tr.message(problem.message)) for problem in error.problems])
            return True
        if isinstance(error, UserError) and error.field:
            self.faults.show([(error.field, error.text(tr))])
            return True
        return False
