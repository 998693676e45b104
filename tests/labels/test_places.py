"""What stands where: labels on their fields, nothing over their edge, quiet zones white, no text on anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from PIL import Image, ImageChops

from inventory.labels.code import QUIET
from inventory.labels.data import LabelJob
from inventory.labels.fit import misfit
from inventory.labels.geometry import grid
from inventory.labels.layout import MM_PER_INCH, shipped_layouts
from inventory.labels.render import render
from inventory.labels.stock import shipped_stocks
from inventory.labels.template import Template, composed
from tests.labels.made import alone, longest, usual
from tests.labels.proof import POLISH, all_templates, in_turn, label_pdf, longest_texts
from tests.labels.reading import Box, black_and_white, letters, page_operators, placed_codes, rendered

ALL = all_templates()
# How far a label may lie from where its sheet has it.
OFF_MM = 0.1
_LOGO = re.compile(r"q (\S+) 0 0 (\S+) (\S+) (\S+) cm /L\d+ Do Q")

# Each sheet with one layout that it takes: where its fields lie is the same for all.
SHEETS = {
    stock.key: made
    for stock in shipped_stocks().values()
    for layout in shipped_layouts().values()
    if stock.per_page > 1 and layout.purpose == "asset" and misfit(made := composed(layout, stock)) is None
}


@pytest.mark.parametrize(("template", "dpi"), in_turn([*SHEETS.values()]))
def test_each_label_of_a_sheet_lies_on_its_field(template, dpi):
    sheet = render(LabelJob(template=template, items=[usual(template)], copies=template.per_page, dpi=dpi), POLISH).pdf
    single = render(LabelJob(template=alone(template), items=[usual(template)], dpi=dpi), POLISH).pdf
    (first,) = placed_codes(page_operators(single)[0], grid(alone(template).stock, dpi).page_height)
    (operators,) = page_operators(sheet)
    placed = placed_codes(operators, grid(template.stock, dpi).page_height)
    assert len(placed) == template.per_page
    for field, code in enumerate(placed, 1):
        x, y = template.stock.corner_mm(field)
        assert (code.x - first.x) * MM_PER_INCH / dpi == pytest.approx(x, abs=OFF_MM), field
        assert (code.y - first.y) * MM_PER_INCH / dpi == pytest.approx(y, abs=OFF_MM), field
    of_one = letters(single)
    of_all = letters(sheet)
    assert [letter for letter, _ in of_all] == [letter for letter, _ in of_one] * template.per_page
    for place, (letter, box) in enumerate(of_all):
        field, there = place // len(of_one) + 1, of_one[place % len(of_one)][1]
        x, y = template.stock.corner_mm(field)
        assert box.left - there.left == pytest.approx(x, abs=OFF_MM), (field, letter)
        assert box.top - there.top == pytest.approx(y, abs=OFF_MM), (field, letter)


_AROUND_MM = 10.0


def _on_large_page(template: Template) -> Template:
    """Return the template with one label in the middle of a page that would show what leaves it."""
    stock = replace(
        template.stock, kind="sheet", columns=1, rows=1, margin_left_mm=_AROUND_MM, margin_top_mm=_AROUND_MM,
        page_width_mm=template.width_mm + 2 * _AROUND_MM, page_height_mm=template.height_mm + 2 * _AROUND_MM,
    )  # fmt: skip
    return replace(template, stock=stock)


def _ink(image: Image.Image, kept_white: tuple[int, int, int, int] | None = None) -> tuple[int, int, int, int] | None:
    """Return the box of what is black outside a rectangle."""
    black = ImageChops.invert(image)
    if kept_white is not None:
        black.paste(0, kept_white)
    return black.getbbox()


@pytest.mark.parametrize(("template", "dpi"), in_turn(ALL))
def test_nothing_leaves_its_label_and_quiet_zones_are_white(template, dpi):
    large, dots = _on_large_page(template), dpi / MM_PER_INCH
    data = longest_texts(template, longest(template), dpi)
    pdf = render(LabelJob(template=large, items=[data], dpi=dpi), POLISH).pdf
    page = black_and_white(rendered(pdf, dpi))
    ends = (0, 0, template.width_mm, template.height_mm)
    label = [(_AROUND_MM + end + (OFF_MM if turn > 1 else -OFF_MM)) * dots for turn, end in enumerate(ends)]
    assert _ink(page, tuple(map(round, label))) is None
    (code,) = placed_codes(page_operators(pdf)[0], grid(large.stock, dpi).page_height)
    wide, quiet = code.modules * code.dots, QUIET[template.code.kind] * code.dots
    up = 0 if template.code.kind == "code128" else quiet
    seen = page.crop((code.x - quiet, code.y - up, code.x + wide + quiet, code.y + code.height + up))
    assert _ink(seen) == (quiet, up, quiet + wide, up + code.height)
    assert label[0] <= code.x - quiet
    assert label[1] <= code.y - up
    assert code.x + wide + quiet <= label[2]
    assert code.y + code.height + up <= label[3]


@pytest.mark.parametrize(("template", "dpi"), in_turn(ALL))
def test_no_text_stands_on_another_on_a_logo_or_on_the_code(template, dpi):
    pdf = label_pdf(template, longest(template), dpi)
    found = letters(pdf)
    (operators,) = page_operators(pdf)
    (code,) = placed_codes(operators, grid(alone(template).stock, dpi).page_height)
    logos = _logos(operators, template, dpi)
    assert bool(logos) == (template.purpose == "funding")
    blocks = [code.with_quiet(template.code.kind, dpi), *logos]
    safe = Box(
        template.safe_x_mm - 0.05, template.safe_y_mm - 0.05,
        template.width_mm - template.safe_x_mm + 0.05, template.height_mm - template.safe_y_mm + 0.05,
    )  # fmt: skip
    for letter, box in found:
        assert safe.left <= box.left <= box.right <= safe.right, letter
        assert safe.top <= box.top <= box.bottom <= safe.bottom, letter
        assert not any(box.meets(block) for block in blocks), letter
    # Neighbours of one word lean into each other sideways, never one line into the next.
    for (one, here), (other, there) in combinations(found, 2):
        if here.meets(there):
            assert min(here.right, there.right) - max(here.left, there.left) < 0.25, one + other


def _logos(operators: str, template: Template, dpi: int) -> list[Box]:
    """Return the logos of a label that is alone on its page."""
    mm, height = MM_PER_INCH / dpi, grid(alone(template).stock, dpi).page_height
    found = []
    for match in _LOGO.finditer(operators):
        wide, tall, x, bottom = map(float, match.groups())
        found.append(Box(x * mm, (height - bottom - tall) * mm, (x + wide) * mm, (height - bottom) * mm))
    return found
