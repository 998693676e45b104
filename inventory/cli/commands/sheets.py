"""The commands that read and write lists: import, taking an import back, export."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from inventory.base.collecting import collection_paused
from inventory.base.errors import Invalid, NotFound
from inventory.base.files import is_there
from inventory.base.i18n import N_, Translations
from inventory.catalogue.query import parse
from inventory.cli.command import Answer, Command, Context, whole

if TYPE_CHECKING:
    from inventory.exchange.faults import Fault, Warning_
    from inventory.services.import_request import ImportPlan, ImportRequest

# More are read better with --json.
_WARNINGS_TOLD = 20
_KEYS = ("number", "serial", "swop", "old_numbers")


def _configure_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help=N_("a CSV, XLSX or JSON file"))
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help=N_("which field a column holds")
    )
    parser.add_argument("--key", default="number", choices=_KEYS, help=N_("the field by which rows find their asset"))
    parser.add_argument("--update", action="store_true", help=N_("change assets that are there already"))
    parser.add_argument("--dry-run", action="store_true", help=N_("tell what would happen and write nothing"))
    parser.add_argument("--sheet", metavar="NAME", help=N_("the sheet of a workbook"))
    parser.add_argument("--header", type=whole, metavar="ROW", help=N_("the row of the header"))
    parser.add_argument("--encoding", metavar="E", help=N_("the encoding of a CSV file"))
    parser.add_argument("--delimiter", metavar="D", help=N_("the separator of a CSV file"))
    parser.add_argument("--project", metavar="NO", help=N_("the project of sources that name none"))
    parser.add_argument("--new-sources", action="store_true", help=N_("make funding sources that are not there"))
    parser.add_argument("--skip-errors", action="store_true", help=N_("leave out rows with errors"))


def _import(context: Context, options: argparse.Namespace) -> Answer:
    # What writing needs is imported while the other process reads the sheet.
    writing = Thread(target=import_module, args=("inventory.services.importing",))
    writing.start()
    application = context.application
    with collection_paused():
        request = _request(options)
    writing.join()
    from inventory.services.importing import attempt_import, plan_import

    if options.dry_run:
        plan = application.read(lambda session: plan_import(session, request))
        return _answer(context, request, plan, batch=None, code=1 if plan.faults else 0)

    def progress(done: int, total: int) -> bool:
        return context.progress(context.tr("Rows"), done, total)

    plan, imported = application.operation(
        N_("Import equipment"),
        lambda work: attempt_import(work, request, today=application.today(), progress=progress),
        bulk=True,
    ).value
    batch = imported.batch if imported is not None else None
    return _answer(context, request, plan, batch=batch, code=1 if imported is None else 0)


def _request(options: argparse.Namespace) -> ImportRequest:
    from inventory.exchange.columns import choose, guess_columns
    from inventory.exchange.rows import read_assets
    from inventory.exchange.table import open_table
    from inventory.services.import_request import ImportRequest

    path = Path(options.file)
    if not (is_there(path) and path.is_file()):
        raise NotFound("{file} is not there.", file=path)
    table = open_table(
        path, sheet=options.sheet, header=options.header, encoding=options.encoding, delimiter=options.delimiter
    )
    columns = choose(guess_columns(table.header, table.columns), _choices(options.map))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return ImportRequest(
        assets=read_assets(table, columns),
        columns=tuple(columns),
        file_name=path.name,
        file_sha256=digest,
        key=options.key,
        existing="replace" if options.update else "refuse",
        project=options.project,
        new_sources=options.new_sources,
        skip_errors=options.skip_errors,
    )


def _choices(pairs: list[str]) -> dict[str, str]:
    choices = {}
    for pair in pairs:
        column, given, field = pair.rpartition("=")
        if not given:
            raise Invalid("Write --map as COLUMN=field, not as {value}.", field="map", value=pair)
        choices[column] = field
    return choices


def _answer(context: Context, request: ImportRequest, plan: ImportPlan, *, batch: int | None, code: int) -> Answer:
    tr = context.tr
    written = batch is not None or not (plan.faults and not request.skip_errors)
    data: dict[str, Any] = {
        "rows": plan.rows,
        "added": plan.added if written else 0,
        "updated": plan.updated if written else 0,
        "unchanged": plan.unchanged,
        "errors": [_fault(fault, tr) for fault in plan.faults],
        "warnings": [_warning(warning, tr) for warning in plan.warnings],
        "mapping": {column.name: column.field for column in request.columns},
        "import": batch,
    }
    refusal = ""
    if data["errors"] and batch is None:
        refusal = tr.plural(
            "The file has {n} fault. Nothing was imported.",
            "The file has {n} faults. Nothing was imported.",
            len(data["errors"]),
        )
    return Answer(data=data, text="\n".join(_lines(data, tr)), code=code, refusal=refusal)


def _fault(fault: Fault, tr: Translations) -> dict[str, Any]:
    return {
        "row": fault.row,
        "column": fault.column,
        "cell": fault.cell,
        "value": fault.value,
        "message": tr.message(fault.message),
    }


def _warning(warning: Warning_, tr: Translations) -> dict[str, Any]:
    return {"row": warning.row or None, "message": tr.message(warning.message)}


def _lines(data: Mapping[str, Any], tr: Translations) -> list[str]:
    lines = [f"{fault['cell']}: {fault['message']}" for fault in data["errors"]]
    told = [warning["message"] for warning in data["warnings"]]
    lines += told[:_WARNINGS_TOLD]
    if len(told) > _WARNINGS_TOLD:
        lines.append(tr.plural("and {n} more", "and {n} more", len(told) - _WARNINGS_TOLD))
    if not data["errors"] or data["import"] is not None:
        figures = tr("Rows: {rows}, added: {added}, updated: {updated}, unchanged: {unchanged}.", **{
            name: tr.number(data[name]) for name in ("rows", "added", "updated", "unchanged")
        })  # fmt: skip
        lines.append(figures if data["import"] is None else figures + " " + tr("Import {id}.", id=data["import"]))
    return lines


def _configure_undo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=whole, help=N_("the number that the import answered"))


def _undo_import(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.importing import undo_import

    tr = context.tr
    done = context.application.operation(
        N_("Take an import back"),
        lambda work: undo_import(work, options.id, progress=lambda rows: context.progress(tr("Rows"), rows)),
        bulk=True,
    ).value
    text = tr(
        "Removed: {removed}, restored: {restored}.", removed=tr.number(done.removed), restored=tr.number(done.restored)
    )
    return Answer(data={"removed": done.removed, "restored": done.restored}, text=text)


def _configure_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help=N_("where to; .csv, .xlsx or .json"))
    parser.add_argument("query", nargs="*", help=N_("words and filters such as status:issued"))
    parser.add_argument("--fields", default="", metavar="A,B,C", help=N_("the fields to write, separated by commas"))


def _export(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.exporting import PERSONAL, checked_fields, export

    application, tr = context.application, context.tr
    fields = checked_fields(options.fields.split(","))
    rows = export(
        application.listing,
        parse(" ".join(options.query)),
        Path(options.file),
        fields=fields,
        tr=tr,
        progress=lambda done, total: context.progress(tr("Rows"), done, total),
    )
    if PERSONAL & set(fields):
        application.note_reading(N_("Export a list with names"))
    return Answer(data={"rows": rows}, text=tr.plural("{n} row was written.", "{n} rows were written.", rows))


COMMANDS = (
    Command(
        name="import", help=N_("Read a list from a sheet: all rows or none."), configure=_configure_import, run=_import
    ),
    Command(name="undo-import", help=N_("Take a whole import back."), configure=_configure_undo, run=_undo_import),
    Command(
        name="export",
        help=N_("Write the assets that match to a file."),
        configure=_configure_export,
        run=_export,
        query="query",
    ),
)
