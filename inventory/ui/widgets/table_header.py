"""The header of a table: sort marks, a second sort column with Shift, columns dragged and chosen by a menu."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from inventory.ui import theme
from inventory.ui.models.base import TableModel
from inventory.ui.models.cells import NUMBER

Sort = list[tuple[str, bool]]
HEIGHT = 32
_UP, _DOWN = " \u25b4", " \u25be"


class TableHeader(QHeaderView):
    """Keeps the sort as a list of (column key, descending), first the most important.

    Signals: sort_chosen(list of (key, descending)); menu_wanted(place on the screen) on a right click.
    """

    sort_chosen = Signal(list)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        # See `TableView`: Python never has to find out the type of Qt's own viewport.
        self.setViewport(QWidget())
        self.sort: Sort = []
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(34)
        self.setFixedHeight(HEIGHT)
        self.sectionClicked.connect(self._on_clicked)

    def free_selection(self) -> None:
        """Give the header a selection of its own.

        It would ask the table's selection about every column and row: 15 s after "select all" of 100,000 rows
        (architecture.md 1.6).
        """
        model = self.model()
        if model is not None:
            self.setSelectionModel(QItemSelectionModel(model, self))

    def set_sort(self, sort: Sort) -> None:
        """Show another order without telling."""
        self.sort = list(sort)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, TableModel):
            super().paintSection(painter, rect, section)
            return
        column = model.columns()[section]
        painter.save()
        painter.fillRect(rect, theme.color("sunk"))
        line = theme.color("line")
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, line)
        if self.visualIndex(section) < self.count() - 1 - self.hiddenSectionCount():
            painter.fillRect(rect.right(), rect.y(), 1, rect.height(), line)
        font = theme.font("label")
        painter.setFont(font)
        painter.setPen(theme.color("text2"))
        mark = self._mark(column.key)
        room = rect.adjusted(8, 0, -8, 0)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(
            column.title, Qt.TextElideMode.ElideRight, room.width() - metrics.horizontalAdvance(mark)
        )
        side = Qt.AlignmentFlag.AlignRight if column.style == NUMBER else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown + mark)
        painter.restore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.viewport().update()

    def _mark(self, key: str) -> str:
        for number, (name, descending) in enumerate(self.sort):
            if name == key:
                return (_DOWN if descending else _UP) + (str(number + 1) if len(self.sort) > 1 else "")
        return ""

    def _on_clicked(self, section: int) -> None:
        model = self.model()
        if not isinstance(model, TableModel) or not model.columns()[section].sortable:
            return
        key = model.columns()[section].key
        shift = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        known = dict(self.sort)
        turned = (key, not known[key] if key in known else False)
        if shift and self.sort:
            kept = [(name, down) for name, down in self.sort if name != key][:1]
            self.sort = [turned, *kept] if self.sort[0][0] == key else [*kept, turned]
        else:
            self.sort = [turned]
        self.viewport().update()
        self.sort_chosen.emit(list(self.sort))
