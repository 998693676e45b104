"""The sheet or roll that will be printed, painted: used fields hatched, the first one chosen by click or arrows."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from inventory.base.i18n import Translations
from inventory.labels.template import Template
from inventory.ui import theme
from inventory.ui.screens.label_reading import ROLL_SHOWN

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
# Paper is white in the dark theme too; these are inks on it.
_PAPER, _INK, _FAINT, _LINE = "#FFFFFF", "#465364", "#7E8B9B", "#A9B3BF"
_ACCENT = "#1D5FA6"


class SheetView(QWidget):
    """Shows one page of labels; the fields before `start` on the first sheet are used.

    `label` is one drawn label that stands for all; `page` a drawing of the whole page that takes its place.
    Signals: start_chosen(int) by click or keys, page_turned(int).
    """

    start_chosen = Signal(int)
    page_turned = Signal(int)

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self._template: Template | None = None
        self._labels, self._start, self._page = 0, 1, 0
        self._label: QPixmap | None = None
        self._drawn: QPixmap | None = None
        self._roll_drawn: list[QPixmap] = []
        self._drawn_for: tuple[object, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 200)

    def show_labels(self, template: Template, *, labels: int, start: int) -> None:
        """Show so many labels from a field on; the page shown stays where it can."""
        self._template, self._labels, self._start = template, labels, start
        self._page = min(self._page, self.pages() - 1)
        self._tell()
        self.update()

    def set_label(self, picture: QPixmap | None) -> None:
        """Take the drawn label that stands for all."""
        self._label = picture
        self.update()

    def set_page_picture(self, picture: QPixmap, shown: tuple[object, ...]) -> None:
        """Take the drawing of the page; `shown` is what `page_key` was when it was asked for."""
        if shown == self.page_key():
            self._drawn, self._drawn_for = picture, shown
            self.update()

    def set_roll_pictures(self, pictures: list[QPixmap], shown: tuple[object, ...]) -> None:
        """Take the drawings of the labels of the roll in sight; `shown` as for a page."""
        if shown == self.page_key():
            self._roll_drawn, self._drawn_for = pictures, shown
            self.update()

    def page_key(self) -> tuple[object, ...]:
        """Return what the picture of the page depends on here."""
        return (self._template.key if self._template else "", self._labels, self._start, self._page)

    def paper(self) -> QRectF:
        """Return where the paper lies in the widget."""
        return self._paper()

    def page(self) -> int:
        """Return the page shown, from 0."""
        return self._page

    def pages(self) -> int:
        """Return how many pages the labels take, at least one."""
        if self._template is None:
            return 1
        roll = self._template.kind == "roll"
        used, per_page = (0, ROLL_SHOWN) if roll else (self._start - 1, self._template.per_page)
        return max(1, -(-(used + self._labels) // per_page))

    def turn(self, step: int) -> None:
        """Show another page."""
        page = min(max(0, self._page + step), self.pages() - 1)
        if page != self._page:
            self._page = page
            self.page_turned.emit(page)
            self.update()

    def field_rect(self, number: int) -> QRectF:
        """Return where field `number` (from 1) of the page is painted."""
        return dict(self._fields())[number]

    def sizeHint(self) -> QSize:
        return QSize(420, 594)

    # Geometry -----------------------------------------------------------------------------------------------

    def _paper(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(8, 18, -8, -4)
        if self._template is None:
            return room
        if self._template.kind == "roll":
            return self._roll(room)
        scale = min(
            room.width() / self._template.stock.page_width_mm, room.height() / self._template.stock.page_height_mm
        )
        paper = QRectF(0, 0, self._template.stock.page_width_mm * scale, self._template.stock.page_height_mm * scale)
        paper.moveCenter(room.center())
        paper.moveTop(room.top())
        return paper

    def _roll(self, room: QRectF) -> QRectF:
        assert self._template is not None
        width = min(room.width() - 24, 360.0)
        tall = width / self._template.width_mm * self._template.height_mm + 10
        if tall * ROLL_SHOWN + 20 > room.height():
            width *= (room.height() - 20) / (tall * ROLL_SHOWN + 20)
        paper = QRectF(0, 0, width, room.height())
        paper.moveCenter(room.center())
        return paper

    def _fields(self) -> Iterator[tuple[int, QRectF]]:
        """Yield the number of each field of the page shown and its place."""
        template, paper = self._template, self._paper()
        if template is None:
            return
        if template.kind == "roll":
            scale = (paper.width() - 12) / template.width_mm
            for at in range(ROLL_SHOWN):
                top = paper.top() + 14 + at * (template.height_mm * scale + 10)
                yield at + 1, QRectF(paper.left() + 6, top, template.width_mm * scale, template.height_mm * scale)
            return
        scale = paper.width() / template.stock.page_width_mm
        for field in range(1, template.per_page + 1):
            left, top = template.stock.corner_mm(field)
            box = QRectF(left * scale, top * scale, template.width_mm * scale, template.height_mm * scale)
            yield field, box.translated(paper.topLeft()).adjusted(1.5, 1.5, -1.5, -1.5)

    # Painting -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._template is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._template.kind == "roll":
            self._paint_roll(painter)
        else:
            self._paint_sheet(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._paper().adjusted(-4, -4, 4, 4), 4, 4)
        painter.end()

    def _paint_sheet(self, painter: QPainter) -> None:
        assert self._template is not None
        paper = self._paper()
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(theme.color(_PAPER))
        painter.drawRect(paper)
        drawn = self._drawn if self._drawn_for == self.page_key() else None
        if drawn is not None:
            painter.drawPixmap(paper, drawn, QRectF(drawn.rect()))
        first = self._page * self._template.per_page
        painter.setFont(theme.font("caption"))
        for number, box in self._fields():
            at = first + number
            if at < self._start:
                self._paint_used(painter, box)
            elif at < self._start + self._labels:
                self._paint_filled(painter, box, drawn=drawn is not None)
            else:
                self._paint_free(painter, box, number)
        if not self._page:
            self._paint_start(painter)

    def _paint_used(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(theme.color(_LINE), 1, Qt.PenStyle.DashLine))
        painter.setBrush(QBrush(theme.color("#D3D9E0"), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 3, 3)
        text = self._tr.context("field of a sheet", "used")
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(text) + 10 <= box.width() and metrics.height() <= box.height():
            ground = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 2)
            ground.moveCenter(box.center())
            painter.fillRect(ground, theme.color(_PAPER))
            painter.setPen(theme.color(_INK))
            painter.drawText(box, _CENTRE, text)

    def _paint_filled(self, painter: QPainter, box: QRectF, *, drawn: bool) -> None:
        painter.setPen(QPen(theme.color(_LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if drawn else theme.color(_PAPER))
        painter.drawRoundedRect(box, 3, 3)
        if self._label is not None and not drawn:
            painter.drawPixmap(box.adjusted(1, 1, -1, -1), self._label, QRectF(self._label.rect()))

    def _paint_free(self, painter: QPainter, box: QRectF, number: int) -> None:
        painter.setPen(QPen(theme.color(_LINE), 1))
        painter.setBrush(theme.color(_PAPER))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.color(_FAINT))
        painter.drawText(box, _CENTRE, str(number))

    def _paint_start(self, painter: QPainter) -> None:
        box = dict(self._fields())[self._start]
        painter.setPen(QPen(theme.color(_ACCENT), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(theme.font("label"))
        text = self._tr("START")
        metrics = painter.fontMetrics()
        tag = QRectF(box.left() + 4, box.top() - 12, metrics.horizontalAdvance(text) + 12, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(_ACCENT))
        painter.drawRoundedRect(tag, 2, 2)
        painter.setPen(theme.color(_PAPER))
        painter.drawText(tag, _CENTRE, text)

    def _paint_roll(self, painter: QPainter) -> None:
        paper = self._paper()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRect(paper)
        painter.setPen(QPen(theme.color("line2"), 1))
        for x in (paper.left(), paper.right()):
            painter.drawLine(QPointF(x, paper.top()), QPointF(x, paper.bottom()))
        painter.setFont(theme.font("caption"))
        real = self._roll_drawn if self._drawn_for == self.page_key() else []
        for number, box in self._fields():
            at = self._page * ROLL_SHOWN + number
            drawn = real[number - 1] if number <= len(real) else self._label
            painter.setPen(QPen(theme.color(_LINE), 1))
            painter.setBrush(theme.color(_PAPER))
            painter.drawRoundedRect(box, 3, 3)
            if at <= self._labels and drawn is not None:
                painter.drawPixmap(box.adjusted(1, 1, -1, -1), drawn, QRectF(drawn.rect()))
            elif at > self._labels:
                painter.setPen(theme.color(_FAINT))
                painter.drawText(box, _CENTRE, str(at))

    # Answers ------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._template is None or self._template.kind == "roll" or self._page:
            return
        for number, box in self._fields():
            if box.contains(event.position()):
                self._choose(number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in turns:
            self.turn(turns[key])
            return
        template = self._template
        if template is None or template.kind == "roll" or self._page:
            super().keyPressEvent(event)
            return
        steps = {
            Qt.Key.Key_Left: self._start - 1, Qt.Key.Key_Right: self._start + 1,
            Qt.Key.Key_Up: self._start - template.columns, Qt.Key.Key_Down: self._start + template.columns,
            Qt.Key.Key_Home: 1, Qt.Key.Key_End: template.per_page,
        }  # fmt: skip
        if key not in steps:
            super().keyPressEvent(event)
        elif 1 <= steps[key] <= template.per_page:
            self._choose(steps[key])

    def _choose(self, number: int) -> None:
        if number != self._start:
            self._start = number
            self._tell()
            self.update()
            self.start_chosen.emit(number)

    def _tell(self) -> None:
        template = self._template
        if template is None:
            return
        if template.kind == "roll":
            self.setAccessibleName(self._tr.plural("Roll, {n} label", "Roll, {n} labels", self._labels))
            return
        self.setAccessibleName(
            self._tr("Sheet, first field {start} of {last}", start=self._start, last=template.per_page)
        )
