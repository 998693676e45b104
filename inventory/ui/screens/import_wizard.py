"""The import of a sheet in four steps; nothing is written before the last (ui.md 7.8)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QStackedWidget, QWidget

from inventory.base.i18n import N_
from inventory.exchange.columns import Column, choose, guess_columns
from inventory.exchange.rows import read_assets
from inventory.exchange.table import Table, open_table
from inventory.exchange.values import Styles
from inventory.services.import_request import Imported, ImportPlan, ImportRequest
from inventory.services.import_words import known_names
from inventory.services.importing import plan_import, run_import
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.screens.import_columns import ColumnsStep
from inventory.ui.screens.import_file import FileStep
from inventory.ui.screens.import_match import MatchDialog
from inventory.ui.screens.import_preview import PreviewStep
from inventory.ui.screens.import_result import ResultStep
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import PageHeader, column, row
from inventory.ui.widgets.text import literal, rule
from inventory.ui.widgets.ways import StepsBar

FILE, COLUMNS, PREVIEW, RESULT = range(4)


class ImportPage(QWidget):
    """Leads through file, columns, preview and result; back is always possible."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self._path: Path | None = None
        self._digest = ""
        self._table: Table | None = None
        self._request: ImportRequest | None = None
        self._plan: ImportPlan | None = None
        self._matches: dict[tuple[str, str], int] = {}
        self.steps = StepsBar([tr("File"), tr("Columns"), tr("Preview"), tr("Result")])
        self.file, self.columns = FileStep(context), ColumnsStep(context)
        self.preview, self.result = PreviewStep(context), ResultStep(context)
        self.pages = QStackedWidget()
        for page in (self.file, self.columns, self.preview, self.result):
            self.pages.addWidget(page)
        self.file.chosen.connect(self.read_file)
        self.columns.reread.connect(lambda: self._read(self.columns.reading()))
        self.columns.other_file.connect(lambda: self._go(FILE))
        self.preview.mended.connect(self._on_mended)
        self.preview.words_wanted.connect(self._on_words)
        self.result.again.connect(lambda: self._go(FILE))
        lines = column(spacing=12)
        self.setLayout(lines)
        lines.addWidget(PageHeader(tr("Import from a sheet")))
        lines.addWidget(self.steps)
        lines.addWidget(self.pages, 1)
        lines.addWidget(self._foot())
        self._go(FILE)

    def open(self, path: Path | None = None) -> None:
        """Show the step where it was left; with a path begin with that file."""
        if path is not None:
            self.read_file(path)
        elif self.steps.current() in (FILE, RESULT):
            self._go(FILE)

    def state(self) -> dict[str, Any]:
        """Return what opens the same again."""
        return {"path": self._path} if self.steps.current() in (COLUMNS, PREVIEW) else {}

    def set_width_step(self, step: str, short: bool) -> None:
        """Leave the columns and the rows of the preview their room in small windows."""
        self.preview.set_short(short)
        self.columns.set_narrow(step == "narrow")

    def read_file(self, path: Path) -> None:
        """Read a file and show its columns."""
        self._path, self._matches = path, {}
        self._read({})

    def _foot(self) -> QWidget:
        tr = self._context.tr
        foot = QWidget()
        lines = column(spacing=10)
        foot.setLayout(lines)
        lines.addWidget(rule())
        line = row(spacing=8)
        self.cancel = secondary(tr("Cancel"), lambda: self._go(FILE))
        self.skip = QCheckBox()
        self.skip.toggled.connect(lambda _on: self._show_button())
        self.back = secondary(tr("Back"), lambda: self._go(self.steps.current() - 1), icon="arrow-left")
        self.next = primary("", self._on_next, icon="arrow-right")
        line.addWidget(self.cancel)
        line.addWidget(self.skip)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.next)
        lines.addLayout(line)
        self.foot = foot
        return foot

    # Steps --------------------------------------------------------------------------------------------------

    def _go(self, step: int) -> None:
        tr = self._context.tr
        self.steps.set_current(step)
        self.pages.setCurrentIndex(step)
        self.foot.setVisible(step in (COLUMNS, PREVIEW))
        self.cancel.setVisible(step == COLUMNS)
        self.skip.setVisible(step == PREVIEW and self._plan is not None and bool(self._plan.faults))
        self._context.set_status(tr("Import: step {step} of 4", step=step + 1))
        if step == FILE:
            self.file.refresh()
        self._show_button()

    def _show_button(self) -> None:
        tr, plan = self._context.tr, self._plan
        if self.steps.current() == COLUMNS:
            self.next.setText(literal(tr("Next: preview")))
            self.next.setEnabled(True)
        elif self.steps.current() == PREVIEW and plan is not None:
            ready = plan.added + plan.updated
            self.next.setText(literal(tr.plural("Read {n} row", "Read {n} rows", ready)))
            self.next.setEnabled(bool(ready) and (not plan.faults or self.skip.isChecked()))

    def _on_next(self) -> None:
        if self.steps.current() == COLUMNS:
            self._plan_rows()
        elif self.steps.current() == PREVIEW:
            self._write()

    def _read(self, reading: dict[str, Any]) -> None:
        path, application = self._path, self._context.application
        assert path is not None

        def read(_job: Job) -> tuple[Table, str, list[tuple[int, str]]]:
            table = open_table(path, **{name: value for name, value in reading.items() if value is not None})
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            return table, digest, application.read(lambda session: known_names(session, "project"))

        self._context.operations.query(self, read, slot="read", title=self._context.tr("Read the file")).on_success(
            self._on_read
        )

    def _on_read(self, answer: tuple[Table, str, list[tuple[int, str]]]) -> None:
        self._table, self._digest, projects = answer
        guesses = guess_columns(self._table.header, self._table.columns)
        kept = self._context.memory.get("import", {}).get(_kind_of_file(self._table), {})
        known = {column.name for column in guesses}
        guesses = choose(guesses, {name: field for name, field in kept.items() if name in known})
        self.columns.show_table(self._table, guesses, projects)
        self._go(COLUMNS)

    def _plan_rows(self) -> None:
        table, columns, application = self._table, self.columns.columns(), self._context.application
        assert table is not None
        if not any(column.field == "name" for column in columns):
            self._context.notify(self._context.tr("Choose the column that holds the name."), "err", key="import")
            return
        styles = Styles(
            dates=self.columns.dates.value() or Styles().dates, decimal=self.columns.numbers.value() or Styles().decimal
        )
        options = {
            "existing": str(self.columns.existing.value()),
            "key": str(self.columns.key.value()),
            "project": self.columns.project.value(),
        }
        matches = dict(self._matches)

        def plan(_job: Job) -> tuple[ImportRequest, ImportPlan]:
            request = ImportRequest(
                assets=read_assets(table, columns, styles=styles), columns=columns, file_name=table.file,
                file_sha256=self._digest, matches=matches, new_sources=False, **options,
            )  # fmt: skip
            return request, application.read(lambda session: plan_import(session, request))

        run = self._context.operations.query(self, plan, slot="plan", title=self._context.tr("Check the rows"))
        run.on_success(lambda answer: self._on_planned(columns, *answer))

    def _on_planned(self, columns: tuple[Column, ...], request: ImportRequest, plan: ImportPlan) -> None:
        tr = self._context.tr
        self._request, self._plan = request, plan
        assert self._table is not None
        kept = dict(self._context.memory.get("import", {}))
        kept[_kind_of_file(self._table)] = self.columns.choices()
        self._context.memory["import"] = dict(list(kept.items())[-20:])
        self.preview.show_plan(self._table, columns, plan)
        wrong = len(plan.left_out)
        self.skip.setText(
            tr.plural(
                "Read the good rows, leave out {n} with an error",
                "Read the good rows, leave out {n} with errors",
                wrong,
            )
        )
        self._go(PREVIEW)

    def _on_mended(self, number: int, index: int, text: str) -> None:
        assert self._table is not None
        self._table = self._table.changed({(number, index): text})
        self._plan_rows()

    def _on_words(self) -> None:
        plan, application = self._plan, self._context.application
        assert plan is not None
        kinds = sorted({word.field for word in plan.unknown})

        def read(_job: Job) -> dict[str, list[tuple[int, str]]]:
            return {kind: application.read(lambda session, kind=kind: known_names(session, kind)) for kind in kinds}

        self._context.operations.query(self, read, slot="words").on_success(self._ask_words)

    def _ask_words(self, known: dict[str, list[tuple[int, str]]]) -> None:
        assert self._plan is not None
        dialog = MatchDialog(self._context.tr, list(self._plan.unknown), known, self._matches)
        dialog.setParent(self, dialog.windowFlags())
        dialog.accepted.connect(lambda: self._use(dialog.matches()))
        dialog.open()
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        assert isinstance(dialog, QDialog)

    def _use(self, matches: dict[tuple[str, str], int]) -> None:
        self._matches |= matches
        self._plan_rows()

    def _write(self) -> None:
        application, request, tr = self._context.application, self._request, self._context.tr
        assert request is not None
        skip = self.skip.isChecked()

        def write(job: Job) -> Imported:
            from dataclasses import replace

            from inventory.services.backups import back_up

            # A whole import can be taken back; a copy from before it is one thing more to rely on.
            back_up(application.path, application.settings)

            def progress(done: int, total: int) -> bool:
                job.progress(done, total)
                return True

            final = replace(request, skip_errors=skip)
            done = application.operation(
                N_("Import equipment"),
                lambda work: run_import(work, final, today=application.today(), progress=progress),
                bulk=True,
            )
            imported: Imported = done.value
            return imported

        self.next.setEnabled(False)
        run = self._context.operations.run(self, tr("Import equipment"), write)
        run.on_success(self._on_written).on_failure(self._on_not_written)

    def _on_written(self, done: Imported) -> None:
        self.result.show_result(done)
        self.skip.setChecked(False)
        self._go(RESULT)

    def _on_not_written(self, _error: BaseException) -> bool:
        self.next.setEnabled(True)
        return False


def _kind_of_file(table: Table) -> str:
    """Return what tells files of the same kind: their headings."""
    return hashlib.sha256("\x1f".join(table.header).encode()).hexdigest()[:16]
