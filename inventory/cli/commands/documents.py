"""The commands about issued papers: list them, write their stored bytes, cancel one."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from inventory.base.files import write_atomically
from inventory.base.i18n import N_
from inventory.catalogue.statuses import DOCUMENT_KINDS, DOCUMENT_STATES
from inventory.cli.command import Answer, Command, Context, whole


def _configure_documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=list(DOCUMENT_KINDS), metavar="K", help=N_("only papers of this kind"))
    parser.add_argument("--year", type=whole, metavar="Y", help=N_("only papers numbered in this year"))
    parser.add_argument("--drafts", action="store_true", help=N_("also drafts, which have no number yet"))


def _documents(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.drafts import drafts
    from inventory.services.handovers import DocumentFilter, documents_list

    wanted = DocumentFilter(kind=options.kind, year=options.year)
    application = context.application
    _, rows = application.read(lambda session: documents_list(session, wanted))
    listed: list[dict[str, object]] = [
        {
            "number": row.number,
            "kind": row.kind,
            "date": row.on.isoformat(),
            "status": row.state,
            "sha256": row.sha256,
            "assets": list(row.assets),
        }
        for row in rows
    ]
    if options.drafts:
        listed += [
            {
                "number": None,
                "kind": draft.kind,
                "date": draft.saved_at.astimezone().date().isoformat(),
                "status": "draft",
                "sha256": None,
                "assets": [],
            }
            for draft in application.read(lambda session: drafts(session, options.kind))
        ]
    tr = context.tr
    lines = [
        "  ".join(
            (
                str(row["number"] or "–"),
                tr.date(date.fromisoformat(str(row["date"]))),
                tr(DOCUMENT_KINDS[str(row["kind"])]),
                tr(DOCUMENT_STATES[str(row["status"])]),
            )
        )
        for row in listed
    ]
    lines.append(tr.plural("{n} document.", "{n} documents.", len(listed)))
    return Answer(data={"documents": listed}, text="\n".join(lines))


def _configure_document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help=N_("the number of the document"))
    parser.add_argument("--pdf", type=Path, required=True, metavar="FILE", help=N_("where its stored bytes go"))


def _document(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.documents import document_pdf

    stored = context.application.read(lambda session: document_pdf(session, options.number))
    write_atomically(options.pdf, stored.content)
    text = context.tr("{document} was written to {file}.", document=stored.number, file=options.pdf)
    return Answer(data={"document": stored.number, "pdf": str(options.pdf), "sha256": stored.sha256}, text=text)


def _configure_cancel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help=N_("the number of the document"))
    parser.add_argument("--reason", required=True, metavar="TEXT", help=N_("why it is cancelled"))


def _cancel(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.documents import cancel

    done = context.application.operation(
        N_("Document cancelled"), lambda work: cancel(work, options.number, options.reason)
    ).value
    text = context.tr("{document} was cancelled; its number stays.", document=done.number)
    return Answer(data={"document": done.number, "status": done.state, "assets": list(done.assets)}, text=text)


COMMANDS = (
    Command(name="documents", help=N_("List the issued documents."), configure=_configure_documents, run=_documents),
    Command(
        name="document",
        help=N_("Write the stored bytes of a document."),
        configure=_configure_document,
        run=_document,
    ),
    Command(
        name="cancel", help=N_("Cancel an issued document; its number stays."), configure=_configure_cancel, run=_cancel
    ),
)
