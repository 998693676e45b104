"""The shares of an asset: typed as shares or as amounts, adding up to 100 % and to the grosz (domain.md 1.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inventory.base.i18n import Money, Percent
from inventory.base.money import WHOLE, shares, split
from inventory.services.problems import Problems


@dataclass(frozen=True, kw_only=True)
class ShareRequest:
    """What one source pays: `share` in hundredths of a per cent, or `amount` in grosze, or both."""

    source_id: int
    project_id: int | None = None
    share: int | None = None
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class SplitShare:
    """A share as it is stored; `amount` is None only where the gross value is not known."""

    source_id: int
    project_id: int | None
    share: int
    amount: int | None


def check_shares(problems: Problems, requests: Sequence[ShareRequest], gross: int | None) -> None:
    """Note at field `funding` what keeps the shares from adding up."""
    if not requests:
        return
    named = [(request.source_id, request.project_id) for request in requests]
    if len(set(named)) != len(named):
        problems.fault("funding", "The same source stands here twice. Put its shares together.")
    if any((request.share or 0) < 0 or (request.amount or 0) < 0 for request in requests):
        problems.fault("funding", "A share cannot be below zero.")
    elif _by_amounts(requests, gross):
        assert gross is not None
        _check_amounts(problems, sum(request.amount or 0 for request in requests), gross)
    elif any(request.share is None for request in requests):
        problems.fault("funding", "Enter the share of each source.")
    else:
        _check_sum(problems, sum(request.share or 0 for request in requests), gross)


def split_shares(requests: Sequence[ShareRequest], gross: int | None) -> list[SplitShare]:
    """Return the shares with their amounts; amounts decide where all are given, else shares. To be checked before."""
    if not requests:
        return []
    given = [request.share for request in requests]
    if _by_amounts(requests, gross):
        amounts: list[int | None] = [request.amount for request in requests]
        parts = _shares_of(
            [request.amount or 0 for request in requests], [share for share in given if share is not None]
        )
    else:
        parts = [share or 0 for share in given]
        amounts = list(split(gross, parts)) if gross is not None else [None] * len(parts)
    return [
        SplitShare(source_id=request.source_id, project_id=request.project_id, share=share, amount=amount)
        for request, share, amount in zip(requests, parts, amounts, strict=True)
    ]


def _by_amounts(requests: Sequence[ShareRequest], gross: int | None) -> bool:
    return gross is not None and all(request.amount is not None for request in requests)


def _shares_of(amounts: list[int], given: list[int]) -> list[int]:
    """Return the shares as given where they fit the amounts but for rounding, else those that the amounts make."""
    total = sum(amounts)
    complete = len(given) == len(amounts) and sum(given) == WHOLE
    pairs = list(zip(amounts, given, strict=False))
    if complete and all(abs(amount * WHOLE - total * share) <= total + WHOLE for amount, share in pairs):
        return given
    return shares(amounts) if total else split(WHOLE, [1] * len(amounts))


def _check_sum(problems: Problems, total: int, gross: int | None) -> None:
    rest = abs(WHOLE - total)
    if total > WHOLE:
        problems.fault(
            "funding", "Shares add up to {total}. That is {rest} too much.", total=Percent(total), rest=Percent(rest)
        )
    elif total < WHOLE and gross:
        # The rest is told in money too, so that either column of the form can be repaired.
        money = Money(split(gross, [total, rest])[1])
        problems.fault(
            "funding",
            "Shares add up to {total}. {rest} ({money}) is missing.",
            total=Percent(total),
            rest=Percent(rest),
            money=money,
        )
    elif total < WHOLE:
        problems.fault(
            "funding", "Shares add up to {total}. {rest} is missing.", total=Percent(total), rest=Percent(rest)
        )


def _check_amounts(problems: Problems, total: int, gross: int) -> None:
    if total < gross:
        problems.fault(
            "funding",
            "The amounts add up to {total}. {rest} is missing.",
            total=Money(total),
            rest=Money(gross - total),
        )
    elif total > gross:
        problems.fault(
            "funding",
            "The amounts add up to {total}. That is {rest} too much.",
            total=Money(total),
            rest=Money(total - gross),
        )
