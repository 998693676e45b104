"""The commands of a stock check: make one, scan, see how far it is, close it, write its papers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inventory.base.errors import Cancelled
from inventory.base.files import replacing
from inventory.base.i18n import N_, Translations
from inventory.catalogue.statuses import COUNT_STATES, OUTCOMES
from inventory.cli.command import Answer, Command, Context
from inventory.cli.commands.handovers import day

if TYPE_CHECKING:
    from inventory.services.counts import CountStatus
    from inventory.services.scanning import ScanOutcome


def _configure_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=N_("the name of the count"))
    parser.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="PLACE",
        help=N_("a place with all below it; may be given again"),
    )
    parser.add_argument("--project", metavar="NO", help=N_("only what this project paid for"))
    parser.add_argument("--as-at", type=day, metavar="DATE", help=N_("the day of the book state"))
    parser.add_argument("--blind", action="store_true", help=N_("tell nothing of the register while counting"))


def _new(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.counts import CountRequest, create_count
    from inventory.services.finding import find_place, find_project

    status = context.application.operation(
        N_("Count made"),
        lambda work: create_count(
            work,
            CountRequest(
                name=options.name,
                place_ids=tuple(find_place(work, code).id for code in options.place),
                project_id=find_project(work, options.project).id if options.project else None,
                as_at=options.as_at,
                blind=options.blind,
            ),
        ),
        bulk=True,
    ).value
    tr = context.tr
    expects = tr.plural("{n} asset is expected.", "{n} assets are expected.", status.expected)
    text = tr("The count {count} was made.", count=status.name) + " " + expects
    return Answer(data={"count": status.name, "expected": status.expected}, text=text)


def _configure_scan(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("count", metavar="COUNT", help=N_("the name of the count"))
    parser.add_argument("code", nargs="*", metavar="CODE", help=N_("scanned codes; without any, one a line is read"))
    parser.add_argument("--place", metavar="PLACE", help=N_("where it is counted; scanning a place changes it"))
    parser.add_argument("--by", metavar="NAME", help=N_("who counts"))


def _scan(context: Context, options: argparse.Namespace) -> None:
    from inventory.services.counts import find_count
    from inventory.services.finding import find_person, find_place, person_of_account
    from inventory.services.scanning import ScanRequest, scan

    application = context.application

    def start(session: Any) -> tuple[int, int | None, str]:
        person = find_person(session, options.by) if options.by else person_of_account(session, application.account)
        place_id = find_place(session, options.place).id if options.place else None
        return find_count(session, options.count), place_id, person.full_name if person else application.account

    count_id, place_id, counter = application.read(start)
    try:
        for line in options.code or _lines():
            request = ScanRequest(count_id=count_id, code=line, place_id=place_id, counter=counter)
            outcome = application.quick(N_("Scan"), partial(scan, request=request)).value
            place_id = outcome.place_id
            context.emit(_scan_data(outcome), _scan_text(outcome, context.tr))
    except KeyboardInterrupt as stop:
        raise Cancelled("Stopped. Every code that was answered is counted.") from stop


def _lines() -> Iterable[str]:
    """Yield the codes of standard input as they come; empty lines are nothing scanned."""
    for line in sys.stdin:
        if line.strip():
            yield line


def _scan_data(outcome: ScanOutcome) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "outcome": outcome.outcome,
        "number": outcome.number,
        "name": outcome.name,
        "expected_place": outcome.expected_place,
        "counted_place": outcome.counted_place,
    }


def _scan_text(outcome: ScanOutcome, tr: Translations) -> str:
    word = tr(OUTCOMES[outcome.outcome]) if outcome.outcome in OUTCOMES else tr("PLACE")
    parts = [word, outcome.number or outcome.code, outcome.name or ""]
    if outcome.outcome == "other_place":
        parts.append(tr("in the register: {place}", place=outcome.expected_place or "–"))
    return "  ".join(part for part in parts if part)


def _configure_one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("count", metavar="COUNT", help=N_("the name of the count"))


def _status(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.counts import count_status, find_count

    status = context.application.read(lambda session: count_status(session, find_count(session, options.count)))
    return _status_answer(status, context.tr)


def _close(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.counts import close_count, find_count

    application, tr = context.application, context.tr

    def close(work: Any) -> CountStatus:
        count_id = find_count(work, options.count)
        return close_count(work, count_id, progress=lambda done: context.progress(tr("Assets"), done, done))

    status = application.operation(N_("Count closed"), close, bulk=True).value
    _issue_papers(context, status.id)
    return _status_answer(status, tr)


def _configure_report(parser: argparse.ArgumentParser) -> None:
    _configure_one(parser)
    parser.add_argument("--pdf", type=Path, required=True, metavar="FILE", help=N_("where the papers go"))


def _report(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.count_papers import count_report
    from inventory.services.counts import count_status, find_count

    application, tr = context.application, context.tr
    status = application.read(lambda session: count_status(session, find_count(session, options.count)))
    # A place that cannot be written is told before anything is issued.
    with replacing(options.pdf) as part:
        if status.status == "closed":
            _issue_papers(context, status.id)
        now = datetime.now(UTC)
        report = application.read(lambda session: count_report(session, status.id, tr, now=now))
        part.write_bytes(report.pdf)
    pages = tr.plural(
        "{n} page was written to {file}.", "{n} pages were written to {file}.", report.pages, file=options.pdf
    )
    return Answer(data={"count": status.name, "pdf": str(options.pdf), "pages": report.pages}, text=pages)


def _issue_papers(context: Context, count_id: int) -> None:
    """Issue what a closed count has not issued yet; a second time nothing is made."""
    from inventory.services.count_papers import count_papers_due, issue_count_papers

    application, tr = context.application, context.tr
    if application.read(lambda session: count_papers_due(session, count_id)):
        application.operation(
            N_("Count papers issued"),
            lambda work: issue_count_papers(
                work, count_id, tr, progress=lambda done: context.progress(tr("Sheets"), done, done)
            ),
        )


def _status_answer(status: CountStatus, tr: Translations) -> Answer:
    data = {
        "count": status.name,
        "status": status.status,
        "expected": status.expected,
        "found": status.found,
        "other_place": status.other_place,
        "unknown": status.unknown,
        "remaining": status.remaining,
    }
    facts = (
        (tr("Expected"), status.expected),
        (tr("Found"), status.found),
        (tr("Other place"), status.other_place),
        (tr("Unknown codes"), status.unknown),
        (tr("Remaining"), status.remaining),
    )
    lines = [f"{status.name}: {tr(COUNT_STATES[status.status])}", *(f"{word}: {tr.number(n)}" for word, n in facts)]
    return Answer(data=data, text="\n".join(lines))


COMMANDS = (
    Command(name="count new", help=N_("Make a stock check and freeze its list."), configure=_configure_new, run=_new),
    Command(
        name="count scan",
        help=N_("Count codes; each is on disk before it is answered."),
        configure=_configure_scan,
        run=_scan,
        query="code",
    ),
    Command(name="count status", help=N_("Say how far a count is."), configure=_configure_one, run=_status),
    Command(name="count close", help=N_("Close a count and issue its papers."), configure=_configure_one, run=_close),
    Command(
        name="count report",
        help=N_("Write the sheets and the difference list of a count."),
        configure=_configure_report,
        run=_report,
    ),
)
