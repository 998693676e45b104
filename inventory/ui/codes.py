"""What a scanned or typed code opens: an asset, a document, or the ways to go on with an unknown one."""

from __future__ import annotations

from functools import partial

from inventory.application import Application
from inventory.catalogue.query import parse
from inventory.ui.context import Context
from inventory.ui.widgets.palette import Hit

MOST = 8
LONGEST_SHOWN = 40


def open_code(context: Context, application: Application, code: str) -> None:
    """Open what a code means; an unknown one becomes a strip with what can be done. Nothing is ever run from a code."""
    found = context.operations.query(context.program, lambda _job: meaning(application, code), slot="code")
    found.on_success(lambda answer: _show(context, code, *answer))


def meaning(application: Application, code: str) -> tuple[str, list[int] | str]:
    """Return `asset` with ids, `document` with its number, `spare` with a number printed ahead, or `unknown`."""
    ids = application.listing.by_code(code)
    if ids:
        return "asset", ids
    from inventory.base.errors import NotFound
    from inventory.services.documents import find_document

    try:
        return "document", application.read(lambda session: find_document(session, code).number)
    except NotFound:
        from inventory.services.spare_numbers import free_number

        spare = application.read(lambda session: free_number(session, code))
        return ("spare", spare) if spare is not None else ("unknown", "")


def _show(context: Context, code: str, kind: str, what: list[int] | str) -> None:
    tr = context.tr
    if kind == "asset" and isinstance(what, list):
        if len(what) == 1:
            context.navigate("register", asset=what[0])
        else:
            context.navigate("register", query="id:" + " id:".join(map(str, what)))
        return
    if kind == "document":
        context.navigate("documents", number=what)
        return
    if kind == "spare" and isinstance(what, str):
        context.notify(
            tr("{code}: this number was printed ahead and belongs to no asset yet.", code=what), "warn",
            action=tr("New asset with this number"), run=lambda: context.navigate("asset", spare=what),
            other=tr("Give it to an asset that there is…"),
            run_other=lambda: context.navigate("spare_numbers", give=what), key="code",
        )  # fmt: skip
        return
    context.notify(
        tr("{code}: this code is not in the register.", code=shortened(code)), "warn",
        action=tr("New asset with this code"), run=lambda: context.navigate("asset", serial=code), key="code",
    )  # fmt: skip


def shortened(code: str) -> str:
    """Return a code as a strip shows it, whatever was scanned."""
    return code if len(code) <= LONGEST_SHOWN else code[: LONGEST_SHOWN - 1] + "…"


def hits(context: Context, application: Application, text: str) -> list[Hit]:
    """Return what the search everywhere finds in the register; runs on a reader thread."""
    query = parse(text)
    ids = application.listing.ids(query, limit=MOST)
    rows = application.listing.page(ids, ("id", "number", "name", "custodian", "icon"))
    found = [
        Hit(f"{number}  {name}", custodian or "", icon or "package", partial(context.navigate, "register", asset=key))
        for key, number, name, custodian, icon in (row for row in rows if row is not None)
    ]
    if len(found) == MOST:
        shown = partial(context.navigate, "register", query=text)
        found.append(Hit(context.tr("Show all in the register"), "", "search", shown))
    return found
