"""What can be done with a paper wherever it is listed: open, print, save, sign, cancel, go on with a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from inventory.base.i18n import N_
from inventory.services.documents import document_pdf, mark_signed, printable_pdf, reprint, signed_scan
from inventory.services.handovers import DocumentRow
from inventory.ui import printing
from inventory.ui.context import Context
from inventory.ui.copies import copy_of, open_copy
from inventory.ui.icons import icon
from inventory.ui.screens.paper_cancelling import ask_cancel
from inventory.ui.widgets.text import literal

# One byte more than the service takes, so that it can say that a file is too large.
_MOST = 20 * 1024 * 1024 + 1
_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


class PaperActions:
    """The actions of one page of papers; every one takes the row that it is for."""

    def __init__(self, page: QWidget, context: Context) -> None:
        self._page, self._context = page, context

    def menu(self, row: DocumentRow) -> QMenu:
        """Return what can be done with a paper in the state that it is in."""
        tr = self._context.tr
        made = QMenu(self._page)

        def add(text: str, mark: str, run: Callable[[DocumentRow], object]) -> None:
            action = made.addAction(icon(mark), literal(text))
            action.triggered.connect(lambda _on=False: run(row))

        if row.state == "draft":
            add(tr("Go on with the draft"), "pencil", self.go_on)
            add(tr("Throw the draft away"), "trash-2", self.throw_away)
            return made
        add(tr("Show the paper"), "file-text", self.show)
        add(tr("Open in the PDF program"), "external-link", self.open_outside)
        if row.state == "issued" and not row.copies_printed:
            add(tr("Print the original"), "printer", self.print_original)
        add(tr("Print a copy"), "printer", self.print_copy)
        add(tr("Save as PDF…"), "file-down", self.save)
        made.addSeparator()
        if row.state != "cancelled":
            add(tr("Attach the signed scan…"), "paperclip", self.ask_scan)
        if row.state == "issued":
            add(tr("Mark as signed"), "check", self.sign)
        if row.has_scan:
            add(tr("Open the signed scan"), "paperclip", self.open_scan)
        if row.kind == "handover" and row.open_assets:
            add(tr("Take back…"), "undo-2", self.take_back)
        if row.person_id is not None:
            add(tr("All that {person} holds", person=row.holder), "user", self.open_person)
        if row.state != "cancelled":
            made.addSeparator()
            add(tr("Cancel the document…"), "x", self.cancel)
        return made

    # Showing ------------------------------------------------------------------------------------------------

    def open(self, row: DocumentRow) -> None:
        """Go on with a draft, show a paper."""
        if row.state == "draft":
            self.go_on(row)
        else:
            self.show(row)

    def show(self, row: DocumentRow) -> None:
        """Show the paper among the documents."""
        self._context.navigate("documents", number=row.number)

    def open_person(self, row: DocumentRow) -> None:
        """Open the page of the person on the paper."""
        self._context.navigate("person", person=row.person_id)

    def open_outside(self, row: DocumentRow) -> None:
        """Open the stored paper in the program that this machine has for PDF."""
        application, name = self._context.application, printing.file_name_of(row.number)
        query = self._context.operations.query(
            self._page,
            lambda _job: copy_of(name, application.read(lambda session: document_pdf(session, row.number)).content),
        )
        query.on_success(open_copy)

    def open_scan(self, row: DocumentRow) -> None:
        """Open the signed scan in the program that this machine has for it."""
        application, name = self._context.application, Path(printing.file_name_of(row.number)).stem

        def copy(_job: object) -> Path | None:
            found = application.read(lambda session: signed_scan(session, row.number))
            return None if found is None else copy_of(f"{name}-scan{_ENDINGS[found[0]]}", found[1])

        query = self._context.operations.query(self._page, copy)
        query.on_success(lambda path: None if path is None else open_copy(path))

    # Printing -----------------------------------------------------------------------------------------------

    def print_original(self, row: DocumentRow) -> None:
        """Print the stored paper, for example where the printer failed when it was issued."""
        application, tr = self._context.application, self._context.tr
        query = self._context.operations.query(
            self._page, lambda _job: application.read(lambda session: printable_pdf(session, row.number, tr))
        )
        query.on_success(lambda pdf: self._send(row, pdf))

    def print_copy(self, row: DocumentRow) -> None:
        """Print the paper with the mark COPY, which is counted."""
        application, tr = self._context.application, self._context.tr
        if printing.printer_for() is None:
            # A copy that nobody could print is not counted.
            self._with_pdf(row, lambda pdf: self._send(row, pdf))
            return

        def work(_job: object) -> bytes:
            pdf: bytes = application.operation(N_("Print a copy"), lambda work: reprint(work, row.number, tr)).value
            return pdf

        self._context.operations.run(self._page, tr("Print a copy"), work).on_success(lambda pdf: self._send(row, pdf))

    def save(self, row: DocumentRow) -> None:
        """Save the stored bytes."""
        name = printing.file_name_of(row.number)
        self._with_pdf(row, lambda pdf: printing.save_pdf(self._page, self._context, pdf, name))

    def _send(self, row: DocumentRow, pdf: bytes) -> None:
        printing.send(
            self._page, self._context, pdf, name=row.number, file_name=printing.file_name_of(row.number)
        )  # fmt: skip

    # Signing and cancelling ---------------------------------------------------------------------------------

    def sign(self, row: DocumentRow) -> None:
        """Note that the paper was signed."""
        self._change(row, N_("Mark as signed"), lambda work: mark_signed(work, row.number))

    def ask_scan(self, row: DocumentRow) -> None:
        """Ask for the file of the signed paper."""
        tr = self._context.tr
        kinds = tr("Signed paper (PDF, JPEG, PNG)")
        chosen, _ = QFileDialog.getOpenFileName(
            self._page, tr("Attach the signed scan"), "", f"{kinds} (*.pdf *.jpg *.jpeg *.png)"
        )
        if chosen:
            self.attach(row, Path(chosen))

    def attach(self, row: DocumentRow, path: Path) -> None:
        """Attach the signed paper from a file; what it is decides its content, not its name."""

        def work(work: Any) -> None:
            with path.open("rb") as file:
                mark_signed(work, row.number, file.read(_MOST))

        self._change(row, N_("Attach the signed scan"), work)

    def cancel(self, row: DocumentRow) -> None:
        """Ask for the reason and cancel."""
        ask_cancel(self._page, self._context, row.number)

    def _change(self, row: DocumentRow, title: str, work: Callable[[Any], object]) -> None:
        application, tr = self._context.application, self._context.tr
        run = self._context.operations.run(self._page, tr(title), lambda _job: application.operation(title, work))
        run.on_success(lambda _done: self._context.toast(tr("{number} is signed", number=row.number)))

    # Drafts and returns -------------------------------------------------------------------------------------

    def go_on(self, row: DocumentRow) -> None:
        """Open a draft in its form."""
        self._context.navigate("handover", draft=-row.id)

    def throw_away(self, row: DocumentRow) -> None:
        """Delete a draft, with undo."""
        from inventory.services.drafts import delete_draft

        application, tr = self._context.application, self._context.tr

        def said(done: Any) -> None:
            self._context.toast(
                tr("The draft is thrown away"),
                undo=lambda: self._context.operations.run(
                    self._page, tr("Undo"), lambda _job: application.take_back(done.changes.operation)
                ),
            )

        run = self._context.operations.run(
            self._page, tr("Throw the draft away"),
            lambda _job: application.operation(N_("Throw the draft away"), lambda work: delete_draft(work, -row.id)),
        )  # fmt: skip
        run.on_success(said)

    def take_back(self, row: DocumentRow) -> None:
        """Open a return with what is still out under a paper."""
        listing = self._context.application.listing
        ids = [asset for number in row.assets for asset in listing.by_code(number)]
        self._context.navigate("handover", kind="return", assets=ids)

    # Files --------------------------------------------------------------------------------------------------

    def _with_pdf(self, row: DocumentRow, run: Callable[[bytes], object]) -> None:
        application = self._context.application
        query = self._context.operations.query(
            self._page, lambda _job: application.read(lambda session: document_pdf(session, row.number)).content
        )
        query.on_success(run)
