"""Second step of an import: which column holds which field, and how the file is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from inventory.catalogue.assets import ASSET_FIELDS, BY_KEY
from inventory.exchange.columns import Column, Confidence
from inventory.exchange.table import Table
from inventory.ui.context import Context, Notice
from inventory.ui.icons import pixmap
from inventory.ui.widgets.badges import Badge
from inventory.ui.widgets.buttons import secondary
from inventory.ui.widgets.card import Card, clear, column, fill, row, scrolling
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.notices import NoticeStrip
from inventory.ui.widgets.text import ElidedLabel, label

ENCODINGS = ("utf-8", "cp1250", "iso8859-2", "cp852", "utf-16")
KEYS = ("number", "old_numbers", "serial", "swop")
DELIMITERS = (";", ",", "\t", "|")


class ColumnsStep(QWidget):
    """Shows the guesses with samples; every one can be changed.

    Signals: reread() when the way of reading changed, other_file() when another file is wanted.
    """

    reread = Signal()
    other_file = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._columns: list[Column] = []
        self._choices: list[ChoiceEditor] = []
        self._badges: list[Badge] = []
        lines = column(spacing=12)
        self.setLayout(lines)
        self._strip = column()
        lines.addLayout(self._strip)
        body = row(spacing=14)
        self._card = Card()
        self._file = label(role="strong")
        self._about = label(role="caption", ink="text3", wrap=True)
        head = row(spacing=12)
        head.addLayout(fill(column(spacing=2), self._file, self._about), 1)
        head.addWidget(secondary(context.tr("Change the file"), self.other_file.emit, icon="folder-open"))
        self._card.add(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for place, stretch in enumerate((3, 3, 0, 5, 0)):
            self._grid.setColumnStretch(place, stretch)
        inner = QWidget()
        inner.setLayout(fill_grid(self._grid))
        inner.setProperty("ground", "surf")
        self._card.add(scrolling(inner), 1)
        body.addWidget(self._card, 1)
        self._settings = self._reading()
        self.set_narrow(False)
        body.addWidget(self._settings)
        lines.addLayout(body, 1)

    def _reading(self) -> QWidget:
        tr = self._context.tr
        card = Card(tr("Settings"))
        lines = column()
        self.sheet = Field(tr, tr("Sheet"), ChoiceEditor())
        self.encoding = Field(tr, tr("Encoding"), ChoiceEditor())
        self.delimiter = Field(tr, tr("Separator"), ChoiceEditor())
        self.header = Field(tr, tr("Header in row"), LineEditor(longest=7))
        dates = [("", tr("only clear ones")), ("dmy", tr("day, month, year")), ("mdy", tr("month, day, year"))]
        self.dates = Field(tr, tr("Dates"), ChoiceEditor(dates))
        self.numbers = Field(
            tr, tr("Numbers"), ChoiceEditor([("", tr("only clear ones")), (",", "1 234,56"), (".", "1,234.56")])
        )
        self.existing = Field(
            tr, tr("When the number is there already"),
            ChoiceEditor([
                ("refuse", tr("Show it as an error")), ("fill", tr("Fill empty fields")),
                ("replace", tr("Replace all fields")), ("skip", tr("Skip the row")),
            ]),
        )  # fmt: skip
        self.key = Field(
            tr, tr("Rows are told apart by"),
            ChoiceEditor([(key, tr(BY_KEY[key].label)) for key in KEYS]),
        )  # fmt: skip
        self.project = Field(tr, tr("Project where a source names none"), ChoiceEditor([(None, tr("none"))]))
        how = (self.sheet, self.encoding, self.delimiter, self.header, self.dates, self.numbers)
        for field in (*how, self.existing, self.key, self.project):
            lines.addWidget(field)
        lines.addStretch(1)
        for field in (self.sheet, self.encoding, self.delimiter):
            field.editor.activated.connect(lambda _index: self.reread.emit())  # type: ignore[attr-defined]
        self.header.editor.editingFinished.connect(self._on_header)  # type: ignore[attr-defined]
        inner = QWidget()
        inner.setLayout(lines)
        inner.setProperty("ground", "surf")
        card.add(scrolling(inner), 1)
        return card

    # What the page calls ------------------------------------------------------------------------------------

    def set_narrow(self, narrow: bool) -> None:
        """Leave the columns their room in narrow windows."""
        self._settings.setFixedWidth(244 if narrow else 300)

    def show_table(self, table: Table, columns: list[Column], projects: list[tuple[int, str]]) -> None:
        """Show a file that was read, with the guesses of its columns."""
        tr = self._context.tr
        grid = table.grid
        self._shown_header = table.header_row
        self._file.setText(table.file)
        about = [tr("Sheet “{sheet}”", sheet=grid.sheet)] if grid.sheet else []
        about.append(tr.plural("{n} row", "{n} rows", len(table)))
        about.append(tr.plural("{n} column", "{n} columns", len(columns)))
        about.append(tr("header in row {row}", row=table.header_row))
        self._about.setText(" · ".join(about))
        self.sheet.setVisible(len(grid.sheets) > 1)
        self.sheet.editor.set_choices([(name, name) for name in grid.sheets], value=grid.sheet)  # type: ignore[attr-defined]
        self.encoding.setVisible(grid.is_text)
        self.delimiter.setVisible(grid.is_text)
        found = (tr("Found: {what}", what=grid.encoding),) if grid.encoding_guessed else (grid.encoding,)
        self.encoding.editor.set_choices(
            [(grid.encoding, found[0]), *[(name, name) for name in ENCODINGS if name != grid.encoding]],
            value=grid.encoding,
        )  # type: ignore[attr-defined]
        names = {";": tr("semicolon"), ",": tr("comma"), "\t": tr("tab"), "|": "|"}
        self.delimiter.editor.set_choices([(sign, names[sign]) for sign in DELIMITERS], value=grid.delimiter)  # type: ignore[attr-defined]
        self.header.set_value(table.header_row)
        self.project.editor.set_choices(
            [(None, tr("none")), *[(name, name) for _, name in projects]], value=self.project.value()
        )  # type: ignore[attr-defined]
        self._columns = columns
        self._fill_grid()

    def reading(self) -> dict[str, Any]:
        """Return how the file is to be read, as `open_table` takes it."""
        header = str(self.header.value() or "")
        return {
            "sheet": self.sheet.value() if self.sheet.isVisibleTo(self) else None,
            "encoding": self.encoding.value() if self.encoding.isVisibleTo(self) else None,
            "delimiter": self.delimiter.value() if self.delimiter.isVisibleTo(self) else None,
            "header": int(header) if header.isdigit() else None,
        }

    def columns(self) -> tuple[Column, ...]:
        """Return the columns with the fields chosen."""
        return tuple(
            replace(column, field=choice.value()) for column, choice in zip(self._columns, self._choices, strict=True)
        )

    def choices(self) -> dict[str, str]:
        """Return field by heading, to be remembered for the next file of this kind."""
        return {column.name: column.field or "-" for column in self.columns() if column.name}

    # ---------------------------------------------------------------------------------------------------------

    def _fill_grid(self) -> None:
        tr = self._context.tr
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        for place, text in (
            (0, tr("Column in the file")),
            (1, tr("Sample")),
            (3, tr("Field in the register")),
            (4, tr("Certainty")),
        ):
            self._grid.addWidget(label(text, role="label", ink="text2"), 0, place)
        self._choices, self._badges = [], []
        fields = [(None, tr("Do not read")), *[(field.key, tr(field.label)) for field in ASSET_FIELDS]]
        for number, column_ in enumerate(self._columns, 1):
            arrow = QLabel()
            arrow.setPixmap(pixmap("arrow-right", 16, "text3", self.devicePixelRatioF()))
            choice = ChoiceEditor(fields, value=column_.field)
            choice.setAccessibleName(tr("Field of the column {column}", column=column_.name))
            choice.changed.connect(self._on_choice)
            badge = Badge("")
            self._grid.addWidget(ElidedLabel(column_.name or tr("(no heading)"), role="strong"), number, 0)
            self._grid.addWidget(
                ElidedLabel(column_.samples[0] if column_.samples else tr("(empty)"), ink="text2"), number, 1
            )
            self._grid.addWidget(arrow, number, 2)
            self._grid.addWidget(choice, number, 3)
            self._grid.addWidget(badge, number, 4)
            self._choices.append(choice)
            self._badges.append(badge)
        self._on_choice()

    def _on_choice(self) -> None:
        tr = self._context.tr
        chosen = [choice.value() for choice in self._choices]
        doubtful = 0
        for column_, choice, badge in zip(self._columns, self._choices, self._badges, strict=True):
            field = choice.value()
            if field is not None and chosen.count(field) > 1:
                badge.set_badge(tr("Twice"), icon="circle-alert", tone="err")
            elif field is None:
                badge.set_badge(tr("Left out"), icon="minus", tone="neu")
            elif field == column_.field and column_.confidence is Confidence.CHECK:
                badge.set_badge(tr("Check"), icon="circle-alert", tone="warn")
                doubtful += 1
            else:
                badge.set_badge(tr("Recognised"), icon="circle-check", tone="ok")
        clear(self._strip)
        text, tone = "", "warn"
        if "name" not in chosen:
            text, tone = tr("Choose the column that holds the name."), "err"
        elif doubtful:
            text = tr.plural("{n} column should be checked.", "{n} columns should be checked.", doubtful)
        if text:
            self._strip.addWidget(NoticeStrip(tr, Notice(text=text, tone=tone), closable=False))

    def _on_header(self) -> None:
        if str(self.header.value()) != str(self._shown_header):
            self.reread.emit()


def fill_grid(grid: QGridLayout) -> Any:
    """Return a layout that keeps a grid at the top."""
    lines = column(spacing=0)
    lines.addLayout(grid)
    lines.addStretch(1)
    return lines
