"""The designs of labels as pictures: stickers or funding labels, each card a real label in the size chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from inventory.base.i18n import Translations
from inventory.labels.layout import Layout
from inventory.labels.template import Template, composed
from inventory.services.label_designs import Designs, shipped_designs
from inventory.ui import theme
from inventory.ui.focus_frame import is_framed
from inventory.ui.icons import pixmap
from inventory.ui.screens.label_choice import layouts_for, nearest
from inventory.ui.widgets.buttons import link
from inventory.ui.widgets.card import clear, column
from inventory.ui.widgets.flow import FlowLayout
from inventory.ui.widgets.ways import Tabs

THUMB = QSize(96, 52)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class DesignCard(QAbstractButton):
    """One design: its label as a small picture, its name and size; the chosen one has a tick."""

    def __init__(self, template: Template, tr: Translations) -> None:
        super().__init__()
        self.template = template
        self._name = tr(template.layout.name)
        self._size = tr.message(template.stock.size)
        self._picture: QPixmap | None = None
        self.setCheckable(True)
        self.setAccessibleName(f"{self._name}, {self._size}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_picture(self, picture: QPixmap) -> None:
        """Show the drawn label."""
        self._picture = picture
        self.update()

    def has_picture(self) -> bool:
        """Tell whether the label is drawn."""
        return self._picture is not None

    def sizeHint(self) -> QSize:
        return QSize(240, 68)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = self.isChecked()
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("acc" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.color("sel" if chosen else "surf"))
        painter.drawRoundedRect(edge, 6, 6)
        self._paint_label(painter, QRectF(10, (self.height() - THUMB.height()) / 2, THUMB.width(), THUMB.height()))
        left, right = 18 + THUMB.width(), 30 if chosen else 8
        room = self.width() - left - right
        for role, ink, text, top in (("strong", "text", self._name, 13), ("caption", "text2", self._size, 35)):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, top, room, 20), _LEFT, shown)
        if chosen:
            mark = pixmap("circle-check", 18, "accL", self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 28, (self.height() - 18) // 2, mark)
        if is_framed(self):
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(edge, 6, 6)
        painter.end()

    def _paint_label(self, painter: QPainter, room: QRectF) -> None:
        aspect = self.template.width_mm / self.template.height_mm
        width = min(room.width(), room.height() * aspect)
        box = QRectF(0, 0, width, width / aspect)
        box.moveCenter(room.center())
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(box, 3, 3)
        if self._picture is not None:
            painter.drawPixmap(box.adjusted(1, 1, -1, -1), self._picture, QRectF(self._picture.rect()))


class DesignList(QWidget):
    """Tabs of stickers and funding labels, a card for each design, and ways into the designer.

    `navigate` opens another page. Signals: chosen(Template).
    """

    chosen = Signal(object)

    def __init__(self, tr: Translations, navigate: Callable[..., object]) -> None:
        super().__init__()
        self._tr, self._navigate = tr, navigate
        self.cards: dict[str, DesignCard] = {}
        self._current: Template | None = None
        self._designs = shipped_designs()
        self.tabs = Tabs([("asset", tr("Stickers")), ("funding", tr("Funding labels"))])
        self.tabs.chosen.connect(self._on_tab)
        self._lines = column(spacing=8)
        lines = column(spacing=10)
        lines.addWidget(self.tabs)
        lines.addLayout(self._lines)
        self.new = link(tr("New layout"), self._on_new, icon="plus")
        self.change = link("", self._on_change, icon="pencil")
        self._ways = QWidget()
        foot = FlowLayout(self._ways, spacing=8)
        foot.addWidget(self.new)
        foot.addWidget(self.change)
        lines.addWidget(self._ways)
        self.setLayout(lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_template(self, template: Template, designs: Designs) -> list[DesignCard]:
        """Mark the layout of a template; returns the cards, whose pictures are to be set."""
        offered = [self._offered(one, template, designs) for one in layouts_for(designs, template.purpose)]
        if [card.template for card in self.cards.values()] != offered:
            self._build(template, offered)
        self._current, self._designs = template, designs
        self.tabs.choose(template.purpose)
        self.cards[template.layout.key].setChecked(True)
        is_own = template.layout.drawing is not None
        self.change.setText(self._tr("Change it") if is_own else self._tr("Copy and change"))
        self._ways.setVisible(template.purpose == "asset")
        return list(self.cards.values())

    @staticmethod
    def _offered(layout: Layout, template: Template, designs: Designs) -> Template:
        if layout == template.layout:
            return template
        return nearest(designs, layout, template.stock) or composed(layout, template.stock)

    def _build(self, template: Template, offered: list[Template]) -> None:
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        clear(self._lines)
        self.cards = {}
        self._group = QButtonGroup(self)
        for one in offered:
            card = DesignCard(one, self._tr)
            card.clicked.connect(lambda _on=False, one=one: self.chosen.emit(one))
            self._group.addButton(card)
            self._lines.addWidget(card)
            self.cards[one.layout.key] = card
        if had_focus and template.purpose == offered[0].purpose:
            self.cards[template.layout.key].setFocus()

    def _on_new(self) -> None:
        stock = self._current.stock.key if self._current is not None else ""
        self._navigate("label_designer", new=True, stock=stock)

    def _on_change(self) -> None:
        if self._current is not None:
            self._navigate("label_designer", layout=self._current.layout.key, stock=self._current.stock.key)

    def _on_tab(self, purpose: str) -> None:
        if self._current is None or purpose == self._current.purpose:
            return
        first = layouts_for(self._designs, purpose)[0]
        self.chosen.emit(self._offered(first, self._current, self._designs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        cards = list(self.cards.values())
        focused = next((at for at, card in enumerate(cards) if card.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        card = cards[(focused + step) % len(cards)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        card.click()
