"""Shows a PDF as it will be printed: pages under each other, drawn off the main thread, kept while in sight."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from inventory.base.i18n import Translations
from inventory.ui import theme
from inventory.ui.operations import Operations
from inventory.ui.pdf_pages import PageImage, Part, changed_parts, page_sizes, render

GAP = 12
SMALLEST, LARGEST = 0.25, 4.0
_KEPT = 8
_TINT_MS = 1_000
_PIXELS_PER_POINT = 96 / 72


class PdfView(QAbstractScrollArea):
    """`set_pdf(bytes)` shows a document; the old pages stay until the new ones are drawn.

    `zoom` is a factor of the true size, None fits the width. Ctrl and the wheel zoom. With `tints` the parts of a
    page that another document changes are tinted for a second.
    Signals: zoomed(percent), shown() when all pages in sight are drawn, failed().
    """

    zoomed = Signal(int)
    shown = Signal()
    failed = Signal()

    def __init__(
        self, tr: Translations, operations: Operations, *, tints: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._pdf = b""
        self._sizes: list[tuple[float, float]] = []
        self._images: dict[int, tuple[float, QPixmap]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._tints = tints
        self._drawn: dict[int, tuple[float, PageImage]] = {}
        self._changed: dict[int, list[Part]] = {}
        self._zoom: float | None = None
        self._version = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Preview of the document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A bar that came and went would change the width that the pages fit, again and again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(40)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(120)
        self._settle.timeout.connect(self.viewport().update)
        self._tinted = QTimer(self)
        self._tinted.setSingleShot(True)
        self._tinted.setInterval(_TINT_MS)
        self._tinted.timeout.connect(self._on_tint_over)

    def set_pdf(self, pdf: bytes) -> None:
        """Show another document; b"" empties the view."""
        self._version += 1
        self._pdf = pdf
        if not pdf:
            self._sizes, self._images, self._drawn, self._changed = [], {}, {}, {}
            self._lay_out()
            return
        query = self._operations.query(self, lambda _job: page_sizes(pdf), slot="pages", title="preview")
        query.on_success(self._on_sizes).on_failure(self._on_failure)

    def pdf(self) -> bytes:
        """Return the document shown."""
        return self._pdf

    def page_count(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def tinted(self) -> dict[int, list[Part]]:
        """Return the parts of each page that are tinted now."""
        return dict(self._changed)

    def set_zoom(self, zoom: float | None) -> None:
        """Show at a factor of the true size; None fits the width."""
        self._zoom = None if zoom is None else min(LARGEST, max(SMALLEST, zoom))
        self._lay_out()

    def zoom_by(self, factor: float) -> None:
        """Make the pages larger or smaller."""
        self.set_zoom(self.factor() * factor)

    def factor(self) -> float:
        """Return the factor of the true size in force."""
        if self._zoom is not None or not self._sizes:
            return self._zoom or 1.0
        widest = max(width for width, _height in self._sizes) * _PIXELS_PER_POINT
        return max(SMALLEST, (self.viewport().width() - 4) / widest)

    def sizeHint(self) -> QSize:
        return QSize(420, 560)

    def _on_sizes(self, sizes: list[tuple[float, float]]) -> None:
        self._sizes = sizes
        # Pages of the document before stand in until theirs are drawn.
        self._images = {n: (0.0, picture) for n, (_scale, picture) in self._images.items() if n < len(sizes)}
        self._asked.clear()
        self._lay_out()

    def _on_failure(self, _error: BaseException) -> bool:
        self.failed.emit()
        return False

    def _places(self) -> list[QRectF]:
        scale = self.factor() * _PIXELS_PER_POINT
        top, places = 2.0, []
        for width, height in self._sizes:
            left = max(2.0, (self.viewport().width() - width * scale) / 2)
            places.append(QRectF(left, top, width * scale, height * scale))
            top += height * scale + GAP
        return places

    def _lay_out(self) -> None:
        places = self._places()
        view = self.viewport().size()
        bottom = int(places[-1].bottom()) + 4 if places else 0
        right = max((int(place.width()) for place in places), default=0) + 4
        self.verticalScrollBar().setRange(0, max(0, bottom - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.horizontalScrollBar().setRange(0, max(0, right - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.zoomed.emit(round(self.factor() * 100))
        self.viewport().update()

    def _ask(self, number: int, scale: float) -> None:
        if (number, scale) in self._asked or self._settle.isActive():
            return
        self._asked.add((number, scale))
        pdf, version = self._pdf, self._version
        kept = self._drawn.get(number)
        before = kept[1] if kept is not None and kept[0] == scale else None

        def draw(_job: object) -> tuple[PageImage, list[Part]]:
            image = render(pdf, number, scale)
            return image, changed_parts(before, image) if before is not None else []

        query = self._operations.query(self, draw, title="preview")
        query.on_success(lambda drawn: self._on_page(version, number, scale, *drawn)).on_failure(self._on_failure)

    def _on_page(self, version: int, number: int, scale: float, image: PageImage, changed: list[Part]) -> None:
        if version != self._version:
            return
        self._asked.discard((number, scale))
        if self._tints:
            self._drawn[number] = (scale, image)
            self._changed[number] = changed
            if changed:
                self._tinted.start()
        picture = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
        self._images[number] = (scale, QPixmap.fromImage(picture))
        for far in sorted(self._images, key=lambda n: -abs(n - number))[: max(0, len(self._images) - _KEPT)]:
            del self._images[far]
            self._drawn.pop(far, None)
        self.viewport().update()
        if not self._asked:
            self.shown.emit()

    def _on_tint_over(self) -> None:
        self._changed = {}
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("surf"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        seen = QRectF(painter.transform().inverted()[0].mapRect(QRectF(self.viewport().rect())))
        scale = round(self.factor() * _PIXELS_PER_POINT * self.devicePixelRatioF(), 4)
        for number, place in enumerate(self._places()):
            if not place.intersects(seen):
                continue
            kept = self._images.get(number)
            # Paper stays white in the dark theme.
            painter.fillRect(place, Qt.GlobalColor.white)
            if kept is not None:
                painter.drawPixmap(place.toRect(), kept[1], QRect(kept[1].rect()))
            for left, top, wide, high in self._changed.get(number, ()):
                part = QRectF(left * place.width(), top * place.height(), wide * place.width(), high * place.height())
                painter.fillRect(part.translated(place.topLeft()).adjusted(-3, -2, 3, 2), _tint())
            if kept is None or kept[0] != scale:
                self._ask(number, scale)
            painter.setPen(theme.color("line2"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._images:
            # While the edge is dragged the pages drawn before are stretched.
            self._settle.start()
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            event.accept()
        else:
            super().wheelEvent(event)


def _tint() -> QColor:
    colour = QColor(theme.color("acc"))
    colour.setAlpha(48)
    return colour
