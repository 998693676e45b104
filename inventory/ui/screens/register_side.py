"""The place beside the list: one asset whole, or the summary of a selection; docked, or over the list where narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from inventory.ui.widgets.card import column, scrolling
from inventory.ui.widgets.text import label

if TYPE_CHECKING:
    from inventory.services.asset_details import AssetDetails
    from inventory.ui.screens.asset_details import DetailsView
    from inventory.ui.screens.asset_summary import SummaryView
    from inventory.ui.screens.register_parts import Page

WIDTH = {"wide": 344, "medium": 300, "narrow": 344}
LEAST, MOST = 300, 480
_MEMORY = "register.details"


class SidePanel(QFrame):
    """Builds its views when they are first needed, after the first paint."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._step = "wide"
        self._details: DetailsView | None = None
        self._summary: SummaryView | None = None
        self._nothing: QLabel | None = None
        self._asset = 0
        self.setProperty("card", "1")
        self.setAccessibleName(page.context.tr("Details"))
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(MOST)
        self._stack: QVBoxLayout | None = None
        page.installEventFilter(self)

    def _build(self) -> QVBoxLayout:
        lines = column(spacing=0, margins=(1, 1, 1, 1))
        self.setLayout(lines)
        content = QWidget()
        content.setProperty("ground", "none")
        stack = QVBoxLayout(content)
        stack.setContentsMargins(16, 14, 16, 16)
        area = scrolling(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines.addWidget(area)
        return stack

    # What the page calls ------------------------------------------------------------------------------------

    def set_step(self, step: str) -> None:
        """Dock at the width of the step, or hide until it is laid over the list."""
        self._step = step
        splitter = self._page.splitter
        if step == "narrow":
            self.setParent(self._page)
            self.hide()
        else:
            if splitter.indexOf(self) < 0:
                splitter.addWidget(self)
            self.show()
            self._docked_width()

    def show_chosen(self, count: int) -> None:
        """Show the current asset, or what the selection has in common."""
        current = self._page.table.current_id()
        if count > 1:
            self._show_summary()
        elif current:
            self._read(current)
        else:
            self._show_nothing()

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._summary is not None and self._summary.isVisibleTo(self):
            self._summary.read()
        elif self._asset:
            self._read(self._asset)

    def open_overlay(self) -> bool:
        """Lay the details over the list in a narrow window; False where they are docked."""
        if self._step != "narrow":
            return False
        self._place()
        self.show()
        self.raise_()
        return True

    def close_overlay(self) -> bool:
        """Close the overlay; False where there was none."""
        if self._step != "narrow" or not self.isVisible():
            return False
        self.hide()
        self._page.table.setFocus()
        return True

    def keep_width(self) -> None:
        """Remember the width that the user drew."""
        if self._step == "wide":
            self._page.context.memory[_MEMORY] = self.width()

    def details(self) -> DetailsView | None:
        """Return the view of one asset where it was made."""
        return self._details

    def summary(self) -> SummaryView | None:
        """Return the view of a selection where it was made."""
        return self._summary

    def _place_for(self) -> QVBoxLayout:
        if self._stack is None:
            self._stack = self._build()
        return self._stack

    # Showing ------------------------------------------------------------------------------------------------

    def _read(self, asset: int) -> None:
        self._asset = asset
        application = self._page.context.application

        def work(_job: object) -> AssetDetails:
            from inventory.services.asset_details import asset_details

            found: AssetDetails = application.read(lambda session: asset_details(session, asset))
            return found

        read = self._page.context.operations.query(self, work, slot="details")
        read.on_success(self._show_details).on_failure(self._on_failure)

    def _on_failure(self, error: BaseException) -> bool:
        from inventory.base.errors import NotFound

        if isinstance(error, NotFound):
            # Taken out by someone else; the list tells it in a moment.
            self._show_nothing()
            return True
        return False

    def _show_details(self, details: AssetDetails) -> None:
        if self._details is None:
            from inventory.ui.screens.asset_details import DetailsView

            self._details = DetailsView(self._page.context, self._page.actions_)
            self._place_for().addWidget(self._details)
        self._hide_but(self._details)
        self._details.show_asset(details)
        self._details.show()

    def _show_summary(self) -> None:
        self._asset = 0
        if self._summary is None:
            from inventory.ui.screens.asset_summary import SummaryView

            self._summary = SummaryView(self._page)
            self._place_for().addWidget(self._summary)
        self._hide_but(self._summary)
        self._summary.show()
        self._summary.read()

    def _show_nothing(self) -> None:
        self._asset = 0
        if self._nothing is None:
            self._nothing = label(self._page.context.tr("Choose an asset to see its details."), ink="text3", wrap=True)
            self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._place_for().addWidget(self._nothing)
        self._hide_but(self._nothing)
        self._nothing.show()

    def _hide_but(self, shown: QWidget) -> None:
        for view in (self._details, self._summary, self._nothing):
            if view is not None and view is not shown:
                view.hide()

    # Place --------------------------------------------------------------------------------------------------

    def _docked_width(self) -> None:
        kept = self._page.context.memory.get(_MEMORY)
        width = kept if self._step == "wide" and isinstance(kept, int) else WIDTH[self._step]
        width = max(LEAST, min(MOST, width))
        splitter = self._page.splitter
        splitter.setSizes([max(1, splitter.width() - width - splitter.handleWidth()), width])

    def _place(self) -> None:
        page = self._page
        top = page.splitter.mapTo(page, QPoint(0, 0)).y()
        width = min(WIDTH["narrow"], page.width() - 40)
        self.setGeometry(page.width() - width, top, width, page.height() - top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize and self._step == "narrow" and self.isVisible():
            self._place()
        return False
