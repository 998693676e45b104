"""Labels are read by two readers, new and worn: every stock with every layout that fits."""

from __future__ import annotations

import pytest

from inventory.labels.template import RESOLUTIONS, Template
from tests.labels.proof import USUAL, numbers, printed, proved_templates, unread
from tests.labels.readers import READERS, SECOND, texts, there
from tests.labels.reading import codes, one_bit_on_dark
from tests.labels.wear import ALONG_A_ROW, COLOURS, OVER_ALL_BARS, WEARS, scratched

PROVED = proved_templates()
WORN = [wear for wear in WEARS if wear != "new"]


def _worn() -> list[tuple[Template, int, str, str]]:
    """Return what is worn in the suite: template, resolution, wear, number.

    Each layout in all ways at all resolutions on its smallest stock with the longest number and on a middling one with
    a usual number, and each other template in one way at one resolution, turn by turn.
    """
    chosen = []
    for layout in dict.fromkeys(one.layout.key for one in PROVED):
        fitting = sorted(
            (one for one in PROVED if one.layout.key == layout), key=lambda one: one.width_mm * one.height_mm
        )
        for template, number in ((fitting[0], numbers(fitting[0])[-1]), (fitting[len(fitting) // 2], USUAL)):
            chosen += [(template, dpi, wear, number) for dpi in RESOLUTIONS for wear in WORN]
    ways = [(dpi, wear) for wear in WORN for dpi in RESOLUTIONS]
    for turn, template in enumerate(PROVED):
        chosen.append((template, *ways[turn * 5 % len(ways)], numbers(template)[-1]))
    return list(dict.fromkeys(chosen))


@pytest.mark.parametrize("kind", SECOND)
def test_a_second_reader_is_asked_too(kind):
    if not there("second", kind):
        pytest.skip(f"lib{SECOND[kind]} is not installed: zxing-cpp alone reads the codes of {kind}")
    assert len(READERS) == 2


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("template", PROVED, ids=lambda one: one.key)
def test_a_new_label_is_read(template, dpi):
    for number in numbers(template):
        label = printed(template, number, dpi, (100,))
        assert codes(one_bit_on_dark(label.whole[100])) == [number]
        assert unread(label, number, "new") == []


@pytest.mark.parametrize(
    ("template", "dpi", "wear", "number"), [pytest.param(*one, id=f"{one[0].key}-{one[1]}-{one[2]}") for one in _worn()]
)
def test_a_worn_label_is_read(template, dpi, wear, number):
    percents = (97, 103) if wear.startswith("printed") else (100,)
    assert unread(printed(template, number, dpi, percents), number, wear) == []


BEYOND = {"qr": ALONG_A_ROW, "code128": OVER_ALL_BARS}


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("kind", BEYOND)
def test_what_is_scratched_beyond_reading_is_never_read_wrong(kind, dpi, colour):
    for template in (one for one in PROVED if one.code.kind == kind):
        number = numbers(template)[-1]
        image = scratched(printed(template, number, dpi, (100,)), BEYOND[kind], COLOURS[colour])
        for reader in (reader for reader in READERS if there(reader, kind)):
            assert texts(reader, kind, image) in ([], [number]), (template.key, reader)
