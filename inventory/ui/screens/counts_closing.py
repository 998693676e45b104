"""Closes a count and issues its papers, with progress, from whichever screen it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from inventory.base.files import write_atomically
from inventory.base.i18n import N_, translations
from inventory.services.count_papers import CountReport, count_papers_due, count_report, issue_count_papers
from inventory.services.counts import close_count
from inventory.ui.context import Context
from inventory.ui.operations import Job


def close_and_issue(owner: QWidget, context: Context, count: int, then: Callable[[], object] | None = None) -> None:
    """Close a count, issue its sheets and the list of differences, and show the differences."""
    application, tr = context.application, context.tr

    def work(job: Job) -> None:
        from inventory.services.backups import back_up

        # A copy from before the close is on disk whatever comes (reliability.md, section 4).
        back_up(application.path, application.settings)

        def progress(done: int) -> bool:
            job.progress(done)
            return True

        application.operation(N_("Count closed"), lambda work: close_count(work, count, progress=progress), bulk=True)
        issue_due(context, count)

    def closed(_result: object) -> None:
        context.toast(tr("The count is closed. Its papers are ready to be signed."))
        if then is not None:
            then()
        context.navigate("differences", count=count)

    context.operations.run(owner, tr("Close the count"), work).on_success(closed)


def issue_due(context: Context, count: int) -> None:
    """Issue the papers of a closed count that are not there yet; runs off the main thread."""
    application = context.application
    if application.read(lambda session: count_papers_due(session, count)):
        # Papers of this unit are Polish whatever the language of the screen.
        application.operation(
            N_("Count papers issued"), lambda work: issue_count_papers(work, count, translations("pl")), bulk=True
        )


def save_report(owner: QWidget, context: Context, count: int, name: str) -> None:
    """Write the sheets, and for a closed count the differences, as one PDF that the user names."""
    tr, application = context.tr, context.application
    chosen, _ = QFileDialog.getSaveFileName(owner, tr("Save the papers of the count"), f"{name}.pdf", "PDF (*.pdf)")
    if not chosen:
        return
    path = Path(chosen)

    def work(_job: Job) -> CountReport:
        from datetime import UTC, datetime

        now = datetime.now(UTC)
        report: CountReport = application.read(
            lambda session: count_report(session, count, translations("pl"), now=now)
        )
        write_atomically(path, report.pdf)
        return report

    done = context.operations.query(owner, work, title=tr("Save the papers of the count"))
    done.on_success(
        lambda report: context.notify(
            tr.plural("{n} page was saved: {file}", "{n} pages were saved: {file}", report.pages, file=path.name), "ok"
        )
    )
