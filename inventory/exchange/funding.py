"""Reads and writes the cell that says who paid: `NMF@NMF/PA18/0004 85% (5508.00); BP 15% (972.00)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from inventory.base.errors import Invalid
from inventory.base.i18n import Money
from inventory.base.money import WHOLE, plain, shares
from inventory.base.text import clean
from inventory.exchange.grid import Cell
from inventory.exchange.numbers import NOTHING, amount

# A comma parts two sources after a share, or before one where shares come first; in `85,5%` it does not.
_PARTS = re.compile(
    r"\s*(?:;|\n|(?<=[%)])\s*(?:,|\+|/|\bi\b|\boraz\b|\band\b)|(?<=[^\W\d])\s*[,+/]\s*(?=[0-9]{1,3}(?:[.,][0-9]+)?\s*%))\s*"
)
_CODE_FIRST = re.compile(
    r"(?P<code>[^@%()]+?)\s*(?:@\s*(?P<project>[^%()]+?))?"
    r"(?:[\s:=–-]+(?P<share>[0-9]{1,3}(?:[.,][0-9]+)?)\s*%)?\s*(?:\((?P<amount>[^()]*)\))?"
)
_SHARE_FIRST = re.compile(
    r"(?P<share>[0-9]{1,3}(?:[.,][0-9]+)?)\s*%\s*[-–:]?\s*(?P<code>[^@%()]+?)(?:@(?P<project>[^%()]+?))?\s*(?:\((?P<amount>[^()]*)\))?"
)


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one source paid: `share` in hundredths of a per cent, `amount` in grosze or None where it was not said."""

    source: str
    project: str = ""
    share: int
    amount: int | None = None


def read_funding(cell: Cell) -> tuple[Share, ...] | None:
    """Return the shares of a cell in its order, None for an empty one.

    A single source without a share paid it all. Raises `Invalid` where the shares do not make 100 %,
    one is missing, or the text is not understood.
    """
    if not isinstance(cell, str):
        raise Invalid("{value} names no funding source.", value=f"{cell:g}" if isinstance(cell, float) else str(cell))
    text = clean(cell, lines=True)
    if text.casefold() in NOTHING:
        return None
    parts = [_part(part, text) for part in _PARTS.split(text) if part.strip()]
    if not parts:
        return None
    found = _shared(parts, text)
    total = sum(part.share for part in found)
    if total != WHOLE:
        raise Invalid("The shares add up to {total}% instead of 100%.", total=_percent(total))
    return tuple(found)


def _part(part: str, text: str) -> tuple[Share, bool]:
    """Return one source and whether its share was said."""
    match = _CODE_FIRST.fullmatch(part.strip()) or _SHARE_FIRST.fullmatch(part.strip())
    if match is None:
        raise Invalid("{value} is not understood. Write the sources as CODE 85%; CODE 15%.", value=text)
    paid = amount(match["amount"]) if match["amount"] is not None else None
    share = 0
    if match["share"] is not None:
        exact = Decimal(match["share"].replace(",", ".")) * 100
        if exact != exact.to_integral_value():
            raise Invalid("A share has at most two decimals ({value}).", value=f"{match['share']}%")
        share = int(exact)
    return Share(source=clean(match["code"]), project=clean(match["project"] or ""), share=share, amount=paid), match[
        "share"
    ] is not None


def _shared(parts: list[tuple[Share, bool]], text: str) -> list[Share]:
    found = [part for part, _ in parts]
    if all(said for _, said in parts):
        return found
    if len(found) == 1:
        return [replace(found[0], share=WHOLE)]
    amounts = [part.amount for part in found if part.amount is not None]
    if len(amounts) == len(found) and sum(amounts) > 0:
        return [replace(part, share=share) for part, share in zip(found, shares(amounts), strict=True)]
    raise Invalid("It is not said which share each source paid in {value}. Write CODE 85%; CODE 15%.", value=text)


def check_amounts(found: tuple[Share, ...], gross: int | None) -> None:
    """Raise `Invalid` where amounts are given for some sources only, or do not add up to the gross value in grosze."""
    amounts = [part.amount for part in found if part.amount is not None]
    if not amounts or gross is None:
        return
    if len(amounts) != len(found):
        raise Invalid("An amount is given for some sources only. Give it for all or for none.")
    if sum(amounts) != gross:
        raise Invalid(
            "The amounts of the sources add up to {sum}, the gross value is {gross}.",
            sum=Money(sum(amounts)),
            gross=Money(gross),
        )


def write_funding(found: Iterable[Share]) -> str:
    """Write shares as `read_funding` reads them (decision 6)."""
    return "; ".join(
        part.source
        + (f"@{part.project}" if part.project else "")
        + f" {_percent(part.share)}%"
        + ("" if part.amount is None else f" ({plain(part.amount)})")
        for part in found
    )


def _percent(hundredths: int) -> str:
    return format((Decimal(hundredths) / 100).normalize(), "f")
