"""The commands that hand equipment over and take it back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inventory.base.errors import Unavailable
from inventory.base.files import replacing
from inventory.base.i18n import N_
from inventory.cli.command import Answer, Command, Context

if TYPE_CHECKING:
    from inventory.services.papers import IssuedDocument


def day(text: str) -> date:
    """Read a date such as 2026-02-18 or 18.02.2026; raises `ValueError`."""
    return datetime.strptime(text, "%d.%m.%Y" if "." in text else "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone


def _configure_issue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", required=True, metavar="PERSON_OR_CELL", help=N_("HR id or name of a person, or a cell")
    )
    _common(parser)
    parser.add_argument("--return-by", type=day, metavar="DATE", help=N_("the day by which it comes back"))
    parser.add_argument("--purpose", default="", metavar="TEXT", help=N_("what it is used for"))
    parser.add_argument("--basis", default="", metavar="TEXT", help=N_("the request or decision that it rests on"))
    parser.add_argument(
        "--count-reason", default="", metavar="TEXT", help=N_("why it moves although an open count expects it")
    )


def _issue(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.finding import find_assets, find_holder, find_person, find_place
    from inventory.services.issuing import issue
    from inventory.services.issuing_request import IssueItem, IssueRequest

    def run() -> IssuedDocument:
        return context.application.operation(
            N_("Equipment issued"),
            lambda work: issue(
                work,
                IssueRequest(
                    items=tuple(IssueItem(asset_id=asset.id) for asset in find_assets(work, options.number)),
                    person_id=person.id if (person := find_holder(work, options.to).person) else None,
                    cell_id=cell.id if (cell := find_holder(work, options.to).cell) else None,
                    giver_id=find_person(work, options.by).id if options.by else None,
                    place_id=find_place(work, options.place).id if options.place else None,
                    return_by=options.return_by,
                    purpose=options.purpose,
                    basis=options.basis,
                    count_reason=options.count_reason,
                    strict=False,
                ),
                context.tr,
            ),
        ).value

    return _answer(context, options.pdf, run)


def _configure_return(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("--condition", default="", metavar="TEXT", help=N_("the condition in which it comes back"))
    parser.add_argument("--missing", default="", metavar="TEXT", help=N_("what did not come back"))


def _return(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.finding import find_assets, find_person, find_place
    from inventory.services.returning import take_back
    from inventory.services.returning_request import ReturnItem, ReturnRequest

    def run() -> IssuedDocument:
        return context.application.operation(
            N_("Equipment returned"),
            lambda work: take_back(
                work,
                ReturnRequest(
                    items=tuple(
                        ReturnItem(asset_id=asset.id, condition=options.condition)
                        for asset in find_assets(work, options.number)
                    ),
                    receiver_id=find_person(work, options.by).id if options.by else None,
                    place_id=find_place(work, options.place).id if options.place else None,
                    missing=options.missing,
                    strict=False,
                ),
                context.tr,
            ),
        ).value

    return _answer(context, options.pdf, run)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--number", action="append", required=True, metavar="NO", help=N_("an inventory number; may be given again")
    )
    parser.add_argument("--pdf", type=Path, metavar="FILE", help=N_("write the paper to this file as well"))
    parser.add_argument("--place", metavar="PLACE", help=N_("the code of the place where it then stands"))
    parser.add_argument("--by", metavar="NAME", help=N_("who acts for the unit, where the account does not say it"))


def _answer(context: Context, pdf: Path | None, run: Callable[[], IssuedDocument]) -> Answer:
    tr = context.tr
    issued, refusal = _issued(context, pdf, run)
    warnings = [tr.message(message) for message in issued.warnings]
    data = {
        "document": issued.number,
        "assets": list(issued.assets),
        "pdf": str(pdf) if pdf is not None and not refusal else None,
        "warnings": warnings,
    }
    lines = [tr("{document} was issued: {assets}.", document=issued.number, assets=", ".join(issued.assets)), *warnings]
    return Answer(data=data, text="\n".join(lines), code=1 if refusal else 0, refusal=refusal)


def _issued(context: Context, pdf: Path | None, run: Callable[[], IssuedDocument]) -> tuple[IssuedDocument, str]:
    """Issue the paper and write its file; return it and the sentence of a file that failed after it was issued.

    A place that cannot be written is told before anything is issued. A file that fails later, as where another
    program holds it, leaves a paper that counts: whoever ran the command must learn its number.
    """
    if pdf is None:
        return run(), ""
    issued: IssuedDocument | None = None
    try:
        with replacing(pdf) as part:
            issued = run()
            part.write_bytes(issued.pdf)
    except Unavailable as error:
        if issued is None:
            raise
        told = context.tr(
            "{document} is issued all the same; “inventory document {document} --pdf FILE” writes it again.",
            document=issued.number,
        )
        return issued, f"{error.text(context.tr)} {told}"
    return issued, ""


COMMANDS = (
    Command(name="issue", help=N_("Hand equipment over with a protocol."), configure=_configure_issue, run=_issue),
    Command(name="return", help=N_("Take equipment back with a protocol."), configure=_configure_return, run=_return),
)
