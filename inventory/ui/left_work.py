"""What was being typed when the program ended without closing: offered at the next start (ui.md 5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from inventory.ui.context import Context

_MOST = 3


class Left(NamedTuple):
    """A form to be gone on with: what it is about, when it was kept, and what opens it."""

    what: str
    kept_at: datetime
    screen: str
    arguments: dict[str, Any]


def offer_left_work(context: Context, since: datetime | None) -> None:
    """Offer the forms that a window which began at `since` kept before it vanished; None offers nothing."""
    if since is None:
        return
    application, tr = context.application, context.tr

    def show(found: list[Left]) -> None:
        for left in found[:_MOST]:
            context.notify(
                tr(
                    "The program ended unexpectedly. What you typed was kept at {time}: {what}.",
                    time=tr.moment(left.kept_at), what=left.what,
                ),
                "warn", stays=True, action=tr("Bring it back"), key=f"left {left.screen} {left.arguments}",
                run=lambda left=left: context.navigate(left.screen, **left.arguments),
            )  # fmt: skip

    query = context.operations.query(context.program, lambda _job: _found(application, tr, since), slot="left")
    query.on_success(show)


def _found(application: Any, tr: Any, since: datetime) -> list[Left]:
    from inventory.services.drafts import drafts
    from inventory.ui.screens.asset_form_drafts import MANY, Drafts
    from inventory.ui.screens.designer_drafts import LayoutDrafts

    found = []
    for form, kept in Drafts(application.path).since(since):
        if form == MANY:
            words = " · ".join(filter(None, (tr("Add many"), kept.request.name)))
            found.append(Left(words, kept.kept_at, "add_many", {"restore": True}))
            continue
        numbers = application.listing.numbers([form]) if form is not None else [kept.request.name or tr("New asset")]
        if numbers:
            found.append(Left(numbers[0], kept.kept_at, "asset", {"asset": form, "restore": True}))
    layout = LayoutDrafts(application.path).find()
    if layout is not None and layout.kept_at >= since:
        words = " · ".join((tr("Label designer"), layout.layout.name))
        found.append(Left(words, layout.kept_at, "label_designer", {"restore": True}))
    for view in application.read(drafts):
        if view.saved_at >= since:
            numbers = ", ".join(view.content.get("numbers", ())[:2])
            words = " · ".join(filter(None, (tr("Handover"), view.title, numbers)))
            found.append(Left(words, view.saved_at, "handover", {"draft": view.id}))
    return sorted(found, key=lambda left: left.kept_at, reverse=True)
