"""The proof that labels are read: every stock with every layout that fits, new and worn, by two readers.

`python -m tests.labels.proof [PART OF A KEY ...]` proves all of it, which takes long; the test suite a fixed part.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from inventory.base.errors import Refused, UserError
from inventory.base.i18n import translations
from inventory.labels.check import check_code
from inventory.labels.data import LabelData, LabelJob
from inventory.labels.fit import misfit
from inventory.labels.geometry import grid
from inventory.labels.layout import shipped_layouts
from inventory.labels.render import render
from inventory.labels.stock import Stock, shipped_stocks
from inventory.labels.template import RESOLUTIONS, Template, composed
from tests.labels.made import alone, fullest, funding, logo, longest
from tests.labels.readers import READERS, texts, there
from tests.labels.reading import black_and_white, page_operators, placed_codes, rendered
from tests.labels.wear import WEARS, Print

USUAL = "WR/487/0012"
POLISH = translations("pl")
_TITLE = "Integracja dla bezpieczeństwa"
_PERCENTS = (97, 100, 103)


@cache
def proved_templates() -> tuple[Template, ...]:
    """Return what the suite proves: every layout that ships on every stock that is usual for one and that it fits."""
    usual = dict.fromkeys(key for layout in shipped_layouts().values() for key in layout.stocks)
    return _templates(stock for stock in shipped_stocks().values() if stock.key in usual)


@cache
def all_templates() -> tuple[Template, ...]:
    """Return every layout on every stock that it fits; the first of those with the same label stands for all."""
    stocks: dict[tuple[float, ...], Stock] = {}
    for one in shipped_stocks().values():
        stocks.setdefault((one.width_mm, one.height_mm, one.safe_x_mm, one.safe_y_mm), one)
    return _templates(stocks.values())


def _templates(stocks: Iterable[Stock]) -> tuple[Template, ...]:
    pairs = (composed(layout, stock) for stock in stocks for layout in shipped_layouts().values())
    return tuple(template for template in pairs if misfit(template) is None)


def in_turn(templates: Sequence[Template]) -> list[object]:
    """Return each template at one resolution, turn by turn."""
    pairs = [(one, RESOLUTIONS[turn % len(RESOLUTIONS)]) for turn, one in enumerate(templates)]
    return [pytest.param(*pair, id=f"{pair[0].key}-{pair[1]}") for pair in pairs]


def numbers(template: Template) -> tuple[str, ...]:
    """Return the usual number and the longest that a template holds, which is of 32 characters where it can be."""
    return tuple(dict.fromkeys((USUAL, longest(template))))


def longest_texts(template: Template, number: str, dpi: int) -> LabelData:
    """Return a label with the longest Polish texts that it takes: a funding label refuses what it may not cut."""
    short = {"statement_pl": f"Projekt nr NMF/PA18/0004 pn. „{_TITLE}”", "project_title": _TITLE}
    texts = [replace(fullest(template), number=number)]
    if template.purpose == "funding":
        texts += [funding(number), funding(number, **short), funding(number, **short, logos=(logo(),))]
    for data in texts[:-1]:
        try:
            check_code(data, template, POLISH, dpi=dpi)
        except Refused:
            continue
        return data
    return texts[-1]


def label_pdf(template: Template, number: str, dpi: int) -> bytes:
    """Return one label with the longest texts as a page of its own size."""
    job = LabelJob(template=alone(template), items=[longest_texts(template, number, dpi)], dpi=dpi)
    return render(job, POLISH).pdf


def printed(template: Template, number: str, dpi: int, percents: tuple[int, ...] = _PERCENTS) -> Print:
    """Print one label with the longest texts."""
    pdf = label_pdf(template, number, dpi)
    (code,) = placed_codes(page_operators(pdf)[0], grid(alone(template).stock, dpi).page_height)
    dots = {percent: black_and_white(rendered(pdf, dpi * percent / 100)) for percent in percents}
    return Print(kind=template.code.kind, dpi=dpi, whole=dots, place=code)


def unread(label: Print, number: str, wear: str) -> list[str]:
    """Return each reader that does not read the number of a worn label and nothing else."""
    image = WEARS[wear](label)
    asked = [reader for reader in READERS if there(reader, label.kind)]
    return [reader for reader in asked if texts(reader, label.kind, image) != [number]]


def _proved(key: str) -> list[str]:
    """Return what is not read of one template: key, resolution, number, reason or wear, and reader."""
    template = next(one for one in all_templates() if one.key == key)
    found = []
    for dpi, number in product(RESOLUTIONS, numbers(template)):
        try:
            label = printed(template, number, dpi)
        except UserError as error:
            found.append(f"{key} · {dpi} dpi · {number} · {error.text(POLISH)}")
            continue
        for wear in WEARS:
            found += [f"{key} · {dpi} dpi · {number} · {wear} · {reader}" for reader in unread(label, number, wear)]
    return found


def main(parts: list[str]) -> int:
    """Prove the templates whose key has one of the parts; writes what is not read and returns the exit status."""
    keys = [one.key for one in all_templates() if not parts or any(part in one.key for part in parts)]
    failures = 0
    with ProcessPoolExecutor() as workers:
        for found in workers.map(_proved, keys):
            sys.stdout.writelines(f"{line}\n" for line in found)
            failures += len(found)
    sys.stdout.write(f"{len(keys)} templates at {len(RESOLUTIONS)} resolutions, seen in {len(WEARS)} ways: ")
    sys.stdout.write(f"{failures} not read\n")
    return min(1, failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
