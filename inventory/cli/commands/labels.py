"""The commands about labels: what templates there are, and files of stickers and funding labels."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from inventory.base.i18n import N_
from inventory.catalogue.query import parse
from inventory.cli.command import Answer, Command, Context, whole
from inventory.cli.words import WrongUsage

if TYPE_CHECKING:
    from inventory.services.label_request import LabelRequest
    from inventory.services.printing import Written


def _configure_templates(_parser: argparse.ArgumentParser) -> None:
    return


def _templates(context: Context, _options: argparse.Namespace) -> Answer:
    from inventory.services.label_designs import designs

    found = context.application.read(designs).usual()
    data = [
        {
            "key": one.key,
            "name": context.tr.message(one.title),
            "kind": one.kind,
            "width_mm": one.width_mm,
            "height_mm": one.height_mm,
            "columns": one.columns,
            "rows": one.rows,
            "purpose": one.purpose,
        }
        for one in found
    ]
    wide = max(len(one.key) for one in found)
    text = "\n".join(f"{one.key:<{wide}}  {context.tr.message(one.title)}" for one in found)
    return Answer(data={"templates": data}, text=text)


def _configure_stocks(_parser: argparse.ArgumentParser) -> None:
    return


def _stocks(context: Context, _options: argparse.Namespace) -> Answer:
    from inventory.services.label_designs import designs

    found = list(context.application.read(designs).stocks.values())
    names = {one.key: context.tr.message(one.title) for one in found}
    data = [{"key": one.key, "name": names[one.key], "kind": one.kind} | {side: getattr(one, side) for side in _SIDES}
            for one in found]  # fmt: skip
    wide = max(len(one.key) for one in found)
    text = "\n".join(f"{one.key:<{wide}}  {names[one.key]}" for one in found)
    return Answer(data={"stocks": data}, text=text)


def _configure_labels(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE.pdf",
        help=N_("where the labels go; a name that ends in .zpl makes ZPL II for label printers"),
    )
    parser.add_argument("query", nargs="*", metavar="QUERY", help=N_("words and filters such as status:issued"))
    parser.add_argument(
        "--number", action="append", default=[], metavar="NO", help=N_("an asset to print, in this order; repeatable")
    )
    parser.add_argument("--template", default="", metavar="KEY", help=N_("the label template; “templates” lists them"))
    parser.add_argument("--stock", default="", metavar="KEY", help=N_("the sheet or roll; “stocks” lists them"))
    parser.add_argument(
        "--dpi", type=whole, default=203, metavar="N", help=N_("dots per inch of the printer: 203, 300 or 600")
    )
    parser.add_argument(
        "--start", type=whole, default=1, metavar="N", help=N_("the first free field of the first sheet")
    )
    parser.add_argument("--copies", type=whole, default=1, metavar="N", help=N_("how many of each"))
    parser.add_argument(
        "--ink", choices=("colour", "grey", "black"), default="colour", help=N_("which versions of logos to print")
    )


def _request(context: Context, options: argparse.Namespace, output: str) -> LabelRequest:
    """Return what is asked for; ZPL goes on the usual roll unless a roll is named (decision 25)."""
    from inventory.labels.template import DEFAULT_ROLL
    from inventory.services.finding import find_assets
    from inventory.services.label_request import LabelRequest, chosen

    application = context.application
    if options.number:
        ids: Sequence[int] = application.read(
            lambda session: [asset.id for asset in find_assets(session, options.number)]
        )
    else:
        ids = application.listing.ids(parse(" ".join(options.query)))
    request = LabelRequest(
        ids=ids, named=set(ids) if options.number else (), template=options.template, stock=options.stock,
        dpi=options.dpi, start=options.start, copies=options.copies, ink=options.ink,
    )  # fmt: skip
    if output == "zpl" and not options.stock:
        usual = application.read(lambda session: chosen(session, request))
        return replace(request, stock=DEFAULT_ROLL) if usual.template.kind == "sheet" else request
    return request


def _labels(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.job_keeping import JobKeeper, Why
    from inventory.services.printing import output_of, write_labels

    if options.number and options.query:
        raise WrongUsage(N_("Give a query or numbers, not both."))
    application, tr = context.application, context.tr
    path = Path(options.file)
    output = output_of(path)
    request = _request(context, options, output)

    def told(done: int, total: int) -> None:
        context.progress(tr("Labels"), done, total)

    made: list[Written] = []

    def write(stream: BinaryIO) -> Written:
        made.append(
            application.read(lambda session: write_labels(session, request, stream, tr, output=output, progress=told))
        )
        return made[0]

    # A script cannot be asked how it came out: the labels are there once the file has its name.
    keeper = JobKeeper(application)
    keeper.confirm(keeper.saving(path, Why(), write))
    (written,) = made
    lines = [f"{left.number}: {tr.message(left.reason)}" for left in written.left_out[:20]]
    warnings = [tr.message(warning) for warning in written.warnings]
    said = tr.plural(
        "{n} label was written to {file}.", "{n} labels were written to {file}.", written.labels, file=path
    )
    data: dict[str, Any] = {"labels": written.labels, "pages": written.pages, "template": written.template.key}
    if warnings:
        data["warnings"] = warnings
    return Answer(data=data, text="\n".join([*lines, *warnings, said]))


# What a stock tells scripts of its sizes (cli.md).
_SIDES = (
    "width_mm", "height_mm", "columns", "rows", "margin_left_mm", "margin_top_mm", "gap_x_mm", "gap_y_mm",
    "page_width_mm", "page_height_mm",
)  # fmt: skip

COMMANDS = (
    Command(name="stocks", help=N_("List the sheets and rolls of labels."), configure=_configure_stocks, run=_stocks),
    Command(name="templates", help=N_("List the label templates."), configure=_configure_templates, run=_templates),
    Command(
        name="labels",
        help=N_("Write stickers or funding labels to a PDF file, in the order of the list."),
        configure=_configure_labels,
        run=_labels,
        query="query",
    ),
)
