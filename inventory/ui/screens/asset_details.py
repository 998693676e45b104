"""One asset whole beside the list: photo, state, what can be done, facts, funding, stickers, history (ui.md 7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from inventory.services.asset_details import AssetDetails
from inventory.ui import theme
from inventory.ui.asset_look import status_look
from inventory.ui.context import Context
from inventory.ui.icons import icon as make_icon
from inventory.ui.icons import pixmap
from inventory.ui.screens import asset_facts
from inventory.ui.screens.asset_events import events
from inventory.ui.screens.asset_menu import asset_menu
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.card import clear, column, fill, row
from inventory.ui.widgets.charts import Legend, ShareBar
from inventory.ui.widgets.lists import FactsList, TimelineList
from inventory.ui.widgets.text import ElidedLabel, label, literal, rule, set_ink

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Actions

_LAST = 3
_PHOTO = (104, 78)


class Photo(QWidget):
    """The photo of an asset, else the icon of its category."""

    def __init__(self, width: int = _PHOTO[0], height: int = _PHOTO[1]) -> None:
        super().__init__()
        self.setFixedSize(width, height)
        self._picture = QPixmap()
        self._icon = "package"

    def set_icon(self, icon: str) -> None:
        """Show an icon until a photo comes."""
        self._icon, self._picture = icon or "package", QPixmap()
        self.update()

    def set_photo(self, content: bytes) -> None:
        """Show a photo; bytes that are no picture change nothing."""
        picture = QPixmap()
        if picture.loadFromData(content):
            self._picture = picture
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), theme.color("sunk"))
        if self._picture.isNull():
            side = 36
            drawn = pixmap(self._icon, side, "text3", self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, drawn)
        else:
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawPixmap(
                QRectF(left, top, size.width(), size.height()), self._picture, QRectF(self._picture.rect())
            )
        painter.end()


class DetailsView(QWidget):
    """Shows an `AssetDetails`; `show_asset` replaces what is shown."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__()
        self._context, self._actions = context, actions
        self._details: AssetDetails | None = None
        self._tr = context.tr
        lines = column(spacing=12)
        self.setLayout(lines)
        lines.addLayout(self._head())
        lines.addLayout(self._buttons())
        lines.addWidget(rule())
        self.facts = FactsList(caption_width=96)
        lines.addWidget(self.facts)
        self._funding(lines)
        lines.addWidget(rule())
        lines.addWidget(label(self._tr("Stickers"), role="strong"))
        self._stickers = column(spacing=8)
        lines.addLayout(self._stickers)
        lines.addWidget(rule())
        self.all = buttons.link("", self._on_all)
        lines.addLayout(fill(row(), label(self._tr("History"), role="strong"), 1, self.all))
        self.history = TimelineList()
        lines.addWidget(self.history)
        lines.addStretch(1)

    def _head(self) -> QHBoxLayout:
        self.photo = Photo()
        self.name = label("", role="card", wrap=True, select=True)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.number = label("", ink="text2", select=True)
        self.copy = buttons.icon_button("copy", self._tr("Copy the number"), self._on_copy, small=True, size=16)
        self.badge = Badge("")
        words = column(spacing=4)
        words.addWidget(self.name)
        words.addLayout(fill(row(spacing=2), self.number, self.copy, 1))
        words.addLayout(fill(row(), self.badge, 1))
        words.addStretch(1)
        line = row(spacing=12)
        line.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _buttons(self) -> QHBoxLayout:
        tr, actions = self._tr, self._actions
        self.edit = buttons.secondary(tr("Edit"), actions.open_form, icon="pencil", keys="F2")
        self.main = buttons.primary("", self._on_main, icon="hand-helping")
        self.sticker = buttons.secondary(tr("Sticker"), actions.print_stickers, icon="printer", keys="Ctrl+P")
        self.more = buttons.icon_button("ellipsis", tr("More"), self._on_more, plain=False)
        line = row(spacing=6)
        for widget in (self.edit, self.main, self.sticker):
            # The three share the room; without this the longest would push the menu out of a narrow panel.
            widget.setProperty("tight", "1")
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.addWidget(widget)
        line.addWidget(self.more)
        return line

    def _funding(self, lines: QHBoxLayout) -> None:
        lines.addWidget(rule())
        self.value = label("", role="strong")
        lines.addLayout(fill(row(), label(self._tr("Funding"), role="strong"), 1, self.value))
        self.bar, self.legend = ShareBar(height=10), Legend(strong=True)
        self._shield = QLabel()
        self.durability = label("", wrap=True, ink="text2")
        self._bound = QWidget()
        held = row(spacing=6)
        self._bound.setLayout(held)
        held.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        held.addWidget(self.durability, 1)
        fill(lines, self.bar, self.legend, self._bound)

    # Showing ------------------------------------------------------------------------------------------------

    def details(self) -> AssetDetails | None:
        """Return the asset shown."""
        return self._details

    def show_asset(self, details: AssetDetails) -> None:
        """Show an asset."""
        same = self._details is not None and self._details.id == details.id and self._details.photo == details.photo
        self._details = details
        tr, today = self._tr, self._context.application.today()
        self.name.setText(details.form.name)
        self.number.setText(details.number)
        word, icon, tone = status_look(details.status, tr, overdue=asset_facts.is_overdue(details, today))
        self.badge.set_badge(word, icon=icon, tone=tone)
        self._show_main()
        self.facts.set_facts(asset_facts.facts(details, tr, today, open_person=self._actions.open_person))
        self._show_funding()
        self._show_stickers()
        made = events(details, tr, lambda number: self._context.navigate("documents", number=number))
        self.history.set_events(made[:_LAST])
        self.all.setText(literal(tr("All ({n})", n=tr.number(len(made)))))
        if not same:
            self.photo.set_icon(details.category_icon)
            self._read_photo()

    def _show_main(self) -> None:
        tr = self._tr
        assert self._details is not None
        choices = {
            "issued": (tr.context("button", "Return"), "undo-2"),
            "in_stock": (tr.context("button", "Issue"), "hand-helping"),
            "for_disposal": (tr("Back to stock"), "package"),
            "missing": (tr("Found"), "package"),
        }
        chosen = choices.get(self._details.status)
        self.main.setVisible(chosen is not None)
        if chosen is not None:
            self.main.setText(literal(chosen[0]))
            self.main.setIcon(make_icon(chosen[1], "accT"))

    def _show_funding(self) -> None:
        tr, details = self._tr, self._details
        assert details is not None
        gross = details.form.price_gross
        self.value.setText(tr("value unknown") if gross is None else tr.money(gross))
        parts = asset_facts.funding_parts(details, tr)
        for widget in (self.bar, self.legend):
            widget.setVisible(bool(parts))
        self.bar.set_parts(parts, whole=10_000)
        self.legend.set_parts(parts)
        text, tone = asset_facts.durability(details, tr, self._context.application.today())
        self._bound.setVisible(bool(text))
        self.durability.setText(text)
        set_ink(self.durability, tone or "text2")
        self._shield.setPixmap(pixmap("shield", 16, tone or "text2", self.devicePixelRatioF()))

    def _show_stickers(self) -> None:
        assert self._details is not None
        clear(self._stickers)
        for done, name, when in asset_facts.stickers(self._details, self._tr):
            mark = QLabel()
            icon, ink = ("circle-check", "ok") if done else ("circle-dashed", "warn")
            mark.setPixmap(pixmap(icon, 16, ink, self.devicePixelRatioF()))
            said = ElidedLabel(when, role="caption", ink="text3")
            line = fill(row(spacing=8), mark, label(name))
            line.addWidget(said, 1)
            self._stickers.addLayout(line)
        if text := asset_facts.reprints(self._details, self._tr):
            self._stickers.addWidget(label(text, role="caption", ink="text3", wrap=True))

    def _read_photo(self) -> None:
        photo = self._details.photo if self._details is not None else None
        if photo is None:
            return
        application, sha256 = self._context.application, photo.sha256

        def work(_job: object) -> bytes:
            from inventory.services.files import file_content

            content: bytes = application.read(lambda session: file_content(session, sha256)).content
            return content

        self._context.operations.query(self, work, slot="photo").on_success(self.photo.set_photo)

    # Answers ------------------------------------------------------------------------------------------------

    def _on_main(self) -> None:
        status = self._details.status if self._details is not None else ""
        runs = {"issued": self._actions.take_back, "in_stock": self._actions.hand_over}
        runs.get(status, self._actions.restore)()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.number.text())
        self._context.toast(self._tr("The number is on the clipboard"))

    def _on_more(self) -> None:
        if self._details is not None:
            menu = asset_menu(self, self._context, self._actions, self._details, self._on_all)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_all(self) -> None:
        if self._details is not None:
            from inventory.ui.screens.asset_history import AssetHistory

            AssetHistory(self._context, self._details, self.window()).open()

    def main_button(self) -> QPushButton:
        """Return the one filled button: what comes next for this asset."""
        return self.main
