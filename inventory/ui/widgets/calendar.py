"""The month that opens under a date field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from inventory.base.i18n import Translations


def show_calendar(below: QWidget, tr: Translations, day: date, chosen: Callable[[date], object]) -> QFrame:
    """Open a calendar under a widget; `chosen` gets the day that is clicked or confirmed with Enter."""
    frame = QFrame(below, Qt.WindowType.Popup)
    frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    frame.setProperty("card", "1")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(4, 4, 4, 4)
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale(QLocale.Language.Polish if tr.language == "pl" else QLocale.Language.English))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    layout.addWidget(calendar)

    def on_chosen(picked: QDate) -> None:
        frame.close()
        chosen(date(picked.year(), picked.month(), picked.day()))

    calendar.clicked.connect(on_chosen)
    calendar.activated.connect(on_chosen)
    frame.move(below.mapToGlobal(QPoint(0, below.height() + 2)))
    frame.show()
    calendar.setFocus()
    return frame
