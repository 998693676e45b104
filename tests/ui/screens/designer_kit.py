"""What tests of the designer share: mouse and keys on the label in millimetres, findings, files, labels printed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from inventory.labels.geometry import MM_PER_INCH
from inventory.services.label_layouts import list_layouts

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


class Drawer:
    """The designer open in a window."""

    def __init__(self, desk, page):
        self.desk, self.page = desk, page
        self.body = page.body
        self.canvas = page.body.canvas

    @property
    def sketch(self):
        return self.page.sketch

    def point(self, x_mm, y_mm):
        return self.canvas.to_pixels(x_mm, y_mm).toPoint()

    def click(self, x_mm, y_mm, keys=NONE):
        QTest.mouseClick(self.canvas.viewport(), LEFT, keys, self.point(x_mm, y_mm))
        self.desk.settle()

    def drag(self, start, end, keys=NONE):
        """Drag from one point in mm to another, in steps as a hand does."""
        view, first, last = self.canvas.viewport(), self.point(*start), self.point(*end)
        QTest.mousePress(view, LEFT, keys, first)
        for part in (0.2, 0.6, 1.0):
            QTest.mouseMove(view, first + (last - first) * part)
            self.canvas._pointer.move(_float(first + (last - first) * part), keys)
        QTest.mouseRelease(view, LEFT, keys, last)
        self.desk.settle()

    def press(self, key, keys=NONE, on=None):
        QTest.keyClick(on or self.canvas, key, keys)
        self.desk.settle()

    def type_in(self, field, text):
        """Type into a field over what stands there, and leave it."""
        field.editor.setFocus()
        field.editor.selectAll()
        QTest.keyClick(field.editor, Qt.Key.Key_Delete)
        for letter in text:
            # QTest types Latin 1 only.
            QApplication.sendEvent(field.editor, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))
        field.editor.editingFinished.emit()
        self.desk.settle()

    def push(self, button):
        QTest.mouseClick(button, LEFT)
        self.desk.settle()

    def add_field(self, key):
        self.body.tools.picker.picked.emit(key)
        self.desk.settle()

    def place(self, at, x, y, width, height):
        """Type where an element stands."""
        self.sketch.select([at])
        fields = self.body.properties.place.fields
        for name, value in (("width_mm", width), ("height_mm", height), ("x_mm", x), ("y_mm", y)):
            self.type_in(fields[name], str(value))

    def field(self, key):
        return self.body.properties.form.fields[key]

    def box(self, at):
        one = self.sketch.elements[at]
        return one.x_mm, one.y_mm, one.width_mm, one.height_mm

    def said(self):
        return [one.text.text() for one in self.body.findings.findings]

    def save(self):
        self.page.keeping.save()
        self.desk.settle()

    def kept(self):
        return self.desk.application.read(list_layouts)


def _float(point: QPoint):
    return QPointF(point)


def at_mm(position, dpi):
    """Return where a code of zxing lies, in mm: left, top, right, bottom."""
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs, ys = [one.x for one in corners], [one.y for one in corners]
    return tuple(value * MM_PER_INCH / dpi for value in (min(xs), min(ys), max(xs), max(ys)))


def choose(monkeypatch, path):
    """Let the file dialogs answer with a path."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_: (str(path), "")))
