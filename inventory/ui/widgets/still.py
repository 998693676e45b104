"""Still pictures: the page of a label drawn once behind the scenes, and a logo from its bytes."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from inventory.ui import theme
from inventory.ui.operations import Operations
from inventory.ui.pdf_pages import PageImage


class PdfStill(QWidget):
    """The first page of a small PDF, as wide as the widget and at most `height` high; paper stays white."""

    def __init__(self, operations: Operations, *, height: int = 150, width: int = 270) -> None:
        super().__init__()
        self._operations = operations
        self._most = QSize(width, height)
        self._page: QPixmap | None = None
        self._pdf = b""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self._most)

    def set_pdf(self, pdf: bytes, name: str) -> None:
        """Draw another page; `name` is what a screen reader says."""
        self.setAccessibleName(name)
        if pdf == self._pdf:
            return
        self._pdf = pdf
        scale = self.devicePixelRatioF()
        most = self._most

        def draw(_job: object) -> PageImage:
            from inventory.ui.pdf_pages import page_sizes, render

            wide, high = page_sizes(pdf)[0]
            return render(pdf, 0, min((most.width() - 4) / wide, (most.height() - 4) / high) * scale)

        self._operations.query(self, draw, slot="still").on_success(lambda image: self._show(image, scale))

    def shown(self) -> bool:
        """Tell whether the page is drawn."""
        return self._page is not None

    def _show(self, image: PageImage, scale: float) -> None:
        picture = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
        self._page = QPixmap.fromImage(picture.copy())
        self._page.setDevicePixelRatio(scale)
        size = self._page.deviceIndependentSize()
        self.setFixedSize(round(size.width()) + 4, round(size.height()) + 4)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line2"))
        painter.setBrush(theme.color("surf") if self._page is None else Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._page is not None:
            painter.drawPixmap(2, 2, self._page)
        painter.end()


def picture_of(content: bytes, media_type: str, box: QSize, scale: float) -> QPixmap:
    """Return a logo fitted into a box of logical pixels, its proportion kept; empty where it cannot be read."""
    wide, high = round(box.width() * scale), round(box.height() * scale)
    if media_type == "image/svg+xml":
        from PySide6.QtSvg import QSvgRenderer

        drawing = QSvgRenderer(QByteArray(content))
        size = drawing.defaultSize().scaled(wide, high, Qt.AspectRatioMode.KeepAspectRatio)
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        drawing.render(painter)
        painter.end()
    else:
        made = QPixmap()
        made.loadFromData(content)
        if not made.isNull():
            made = made.scaled(
                wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
    made.setDevicePixelRatio(scale)
    return made
