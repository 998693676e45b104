"""Amounts as integer grosze and shares as integer hundredths of a per cent, split without loss."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

WHOLE = 10_000  # 100.00 %


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` grosze by `weights` so that the parts add up exactly.

    Largest-remainder rule (domain.md 1.5): every part is rounded down, the missing grosze go to the
    largest remainders, ties to the larger weight, then to the earlier part.
    """
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("weights must add up to more than zero")
    if total < 0:
        return [-part for part in split(-total, weights)]
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-remainders[i], -weights[i], i))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


def shares(amounts: Sequence[int]) -> list[int]:
    """Return the shares of `amounts` in hundredths of a per cent, adding up to 100.00 %."""
    return split(WHOLE, amounts)


def to_grosze(value: Decimal) -> int:
    """Round a decimal amount in złoty to grosze, half up."""
    return int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def to_decimal(grosze: int) -> Decimal:
    """Return grosze as złoty with two decimals."""
    return Decimal(grosze).scaleb(-2)


def plain(grosze: int) -> str:
    """Write grosze for machines: `12499.00`."""
    sign = "-" if grosze < 0 else ""
    whole, rest = divmod(abs(grosze), 100)
    return f"{sign}{whole}.{rest:02d}"
