"""White cards on grey, page headers with title, badge and actions, and scrolling pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from inventory.ui.icons import pixmap
from inventory.ui.widgets import buttons
from inventory.ui.widgets.text import label


def column(*, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a vertical layout with the kit's spacing."""
    made = QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def row(*, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return a horizontal layout with the kit's spacing."""
    made = QHBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    return made


def fill(layout: QBoxLayout, *items: QWidget | QBoxLayout | int) -> QBoxLayout:
    """Put widgets and layouts in; a number is a stretch (0: fixed gap of 0, n: stretch n)."""
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


def framed(layout: QBoxLayout) -> QWidget:
    """Return a bare widget that holds a layout."""
    holder = QWidget()
    holder.setLayout(layout)
    return holder


class Card(QFrame):
    """A white card: optional title row (text, caption, widgets at the right), then `body`, a vertical layout.

    `card.add(widget)` appends to the body; `flush=True` drops the padding, for tables.
    """

    def __init__(
        self, title: str = "", *, caption: str = "", flush: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "1")
        edge = 1 if flush else 16
        outer = column(spacing=0, margins=(edge, edge, edge, edge))
        self.setLayout(outer)
        self.title = label(title, role="card")
        self.caption = label(caption, role="caption", ink="text3")
        self.head = row(spacing=8, margins=(15, 11, 11, 8) if flush else (0, 0, 0, 12))
        fill(self.head, self.title, self.caption, 1)
        self._head_widget = framed(self.head)
        # A widget that is shown before it has a parent becomes a window for a moment.
        outer.addWidget(self._head_widget)
        self._head_widget.setVisible(bool(title))
        self.body = column(spacing=0 if flush else 8)
        outer.addLayout(self.body, 1)
        if title:
            self.setAccessibleName(title)

    def set_title(self, title: str, caption: str = "") -> None:
        """Change the title row."""
        self.title.setText(title)
        self.caption.setText(caption)
        self._head_widget.setVisible(bool(title))

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget at the right of the title."""
        self._head_widget.setVisible(True)
        self.head.addWidget(widget)

    def add(self, item: QWidget | QBoxLayout, stretch: int = 0) -> None:
        """Append to the body."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)


class PageHeader(QWidget):
    """Breadcrumb (only inside a parent), title, badge, subtitle; actions at the right, the primary one last."""

    def __init__(self, title: str, *, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = row(spacing=8)
        self.setLayout(outer)
        left = column(spacing=2)
        self._crumbs = row(spacing=4)
        left.addLayout(self._crumbs)
        line = row(spacing=10)
        self.title = label(title, role="title")
        self.title.setMinimumWidth(40)
        self._after_title = row(spacing=8)
        fill(line, self.title, self._after_title, 1)
        left.addLayout(line)
        self.subtitle = label(subtitle, role="caption", ink="text3")
        left.addWidget(self.subtitle)
        outer.addLayout(left, 1)
        self.subtitle.setVisible(bool(subtitle))
        self._actions = row(spacing=8)
        outer.addLayout(self._actions)

    def set_breadcrumb(self, parents: Sequence[tuple[str, Callable[[], object]]], here: str) -> None:
        """Show the way: clickable parents, then the name of this page."""
        clear(self._crumbs)
        for text, go in parents:
            crumb = buttons.link(text, go)
            crumb.setProperty("crumb", "1")
            arrow = QLabel()
            arrow.setPixmap(pixmap("chevron-right", 14, "text3", self.devicePixelRatioF()))
            fill(self._crumbs, crumb, arrow)
        fill(self._crumbs, label(here, ink="text2"), 1)

    def set_subtitle(self, text: str) -> None:
        """Change the line under the title."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def add_badge(self, widget: QWidget) -> None:
        """Put a badge or link after the title."""
        self._after_title.addWidget(widget)

    def add_actions(self, *widgets: QWidget) -> None:
        """Put actions at the right, in order; give the primary one last."""
        for widget in widgets:
            self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


def clear(layout: QBoxLayout) -> None:
    """Remove and delete everything in a layout, nested layouts too."""
    while layout.count():
        item = layout.takeAt(0)
        inner = item.layout()
        if isinstance(inner, QBoxLayout):
            clear(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def scrolling(content: QWidget) -> QScrollArea:
    """Return a scroll area without a frame that shows the page's own ground; its width follows the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    content.setProperty("ground", content.property("ground") or "none")
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area
