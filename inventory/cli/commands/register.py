"""The commands about the register itself: make one, fill it, list and show its assets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from inventory.base.i18n import N_, Translations
from inventory.base.medium import place_risk
from inventory.base.money import to_grosze
from inventory.base.paths import demonstration_register
from inventory.catalogue.assets import ASSET_FIELDS, BY_KEY
from inventory.catalogue.field import Kind
from inventory.catalogue.query import parse
from inventory.catalogue.statuses import status_word
from inventory.cli.command import Answer, Command, Context, count, whole

_SORT_FIELDS = [field.key for field in ASSET_FIELDS]


def _configure_init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--demo", action="store_true", help=N_("fill it with the demonstration project, with made-up people")
    )


def _init(context: Context, options: argparse.Namespace) -> Answer:
    location = context.location
    if options.demo:
        from inventory.services.demonstration import make_demonstration

        # The demonstration is never the register that opens by itself.
        location = location if context.named else demonstration_register()
        make_demonstration(location)
    else:
        from inventory.services.seeding import create_register

        create_register(location)
    from inventory.application import Application

    if (risk := place_risk(location)) is not None:
        print(context.tr.message(risk), file=sys.stderr)
    application = Application(location)
    try:
        assets = application.listing.count(parse(""))
    finally:
        application.close()
    text = context.tr("The register {file} was made.", file=location)
    return Answer(data={"database": str(location), "assets": assets}, text=text)


def _configure_generate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--assets", type=count, required=True, metavar="N", help=N_("how many assets to add"))
    parser.add_argument("--seed", type=whole, default=1, metavar="S", help=N_("the same number makes the same assets"))


def _generate(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.generation import generate

    word = context.tr("Assets")

    def progress(done: int) -> bool:
        return context.progress(word, done, options.assets)

    done = context.application.operation(
        N_("Made-up assets added"),
        lambda work: generate(work, options.assets, seed=options.seed, progress=progress),
    )
    text = context.tr.plural("{n} asset was added.", "{n} assets were added.", done.value)
    return Answer(data={"added": done.value}, text=text)


def _configure_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help=N_("words and filters such as status:issued"))
    parser.add_argument("--sort", choices=_SORT_FIELDS, metavar="FIELD", help=N_("the field to sort by"))
    parser.add_argument("--descending", action="store_true", help=N_("the other way round"))
    parser.add_argument("--limit", type=count, metavar="N", help=N_("at most so many"))
    parser.add_argument("--offset", type=count, default=0, metavar="N", help=N_("leave out so many at the beginning"))


def _list(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.asset_answers import asset_answers

    application = context.application
    query = parse(" ".join(options.query))
    if options.sort or options.descending:
        query = query.sorted_by(options.sort or "number", descending=options.descending)
    total = application.listing.count(query)
    end = None if options.limit is None else options.offset + options.limit
    ids = application.listing.ids(query, limit=end)[options.offset :]
    assets = application.read(lambda session: list(asset_answers(session, ids)))
    lines = [_line(asset, context.tr) for asset in assets]
    lines.append(context.tr.plural("{n} asset fits.", "{n} assets fit.", total))
    return Answer(data={"total": total, "assets": assets}, text="\n".join(lines))


def _configure_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar="NUMBER", help=N_("inventory number, old number, serial number or scanned code")
    )


def _show(context: Context, options: argparse.Namespace) -> Answer:
    from inventory.services.showing import show_asset

    shown = context.application.read(lambda session: show_asset(session, options.number))
    return Answer(data=shown, text=_facts(shown, context.tr))


def _line(asset: Mapping[str, Any], tr: Translations) -> str:
    parts = (
        asset["number"],
        asset["name"],
        status_word(asset["status"], tr),
        asset["custodian"] or asset["place"] or "",
    )
    return "  ".join(part for part in parts if part)


def _facts(shown: Mapping[str, Any], tr: Translations) -> str:
    lines = []
    for key, field in BY_KEY.items():
        if shown[key] not in (None, "", []):
            lines.append(f"{tr(field.label)}: {_fact(field.kind, shown[key], tr)}")
    return "\n".join(lines)


def _fact(kind: Kind, value: Any, tr: Translations) -> str:
    """Write a value of the answer as the screens do."""
    if kind is Kind.MONEY:
        return tr.money(_hundredths(value))
    if kind is Kind.DATE:
        return tr.date(date.fromisoformat(value))
    if kind is Kind.COUNT:
        return tr.number(value)
    if kind is Kind.VAT:
        return f"{value}%" if value.isdigit() else str(value)
    if kind is Kind.STATUS:
        return status_word(value, tr)
    if kind is Kind.NUMBERS:
        return "; ".join(value)
    if kind is Kind.FUNDING:
        return "; ".join(_share(part, tr) for part in value)
    return str(value)


def _share(part: Mapping[str, Any], tr: Translations) -> str:
    named = f"{part['source']} {tr.percent(_hundredths(part['share']))}"
    return named if part["amount"] is None else f"{named} ({tr.money(_hundredths(part['amount']))})"


def _hundredths(text: str) -> int:
    return to_grosze(Decimal(text))


COMMANDS = (
    Command(name="init", help=N_("Make a new register."), configure=_configure_init, run=_init),
    Command(
        name="generate",
        help=N_("Add made-up assets, to try the program out."),
        configure=_configure_generate,
        run=_generate,
    ),
    Command(name="list", help=N_("List the assets that match."), configure=_configure_list, run=_list, query="query"),
    Command(name="show", help=N_("Show one asset whole."), configure=_configure_show, run=_show, query="number"),
)
