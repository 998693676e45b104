"""Labels are read by two readers, new and worn: every stock with every layout that fits."""

from __future__ import annotations

import pytest

from inventory.labels.template import RESOLUTIONS, Template
from tests.labels.made import KEYS, TEMPLATES, longest
from tests.labels.proof import USUAL, all_templates, in_turn, numbers, printed, proved_templates, unread
from tests.labels.readers import READERS, SECOND, texts, there
from tests.labels.reading import codes, one_bit_on_dark
from tests.labels.wear import BEYOND, COLOURS, WEARS, scratched

PROVED = proved_templates()
WORN = [wear for wear in WEARS if wear != "new"]


def _worn() -> list[object]:
    """Return what is worn in the suite: template, resolution, wear, and whether its number is the longest.

    Each layout in all ways at all resolutions on its smallest stock with the longest number and on a middling one with
    a usual number, and each other template in one way at one resolution, turn by turn.
    """
    chosen: dict[tuple[str, int, str], tuple[Template, bool]] = {}
    for layout in dict.fromkeys(one.layout.key for one in PROVED):
        fitting = sorted(
            (one for one in PROVED if one.layout.key == layout), key=lambda one: one.width_mm * one.height_mm
        )
        for template, far in ((fitting[0], True), (fitting[len(fitting) // 2], False)):
            chosen |= {(template.key, dpi, wear): (template, far) for dpi in RESOLUTIONS for wear in WORN}
    ways = [(dpi, wear) for wear in WORN for dpi in RESOLUTIONS]
    for turn, template in enumerate(PROVED):
        # Five shares no factor with the ways, so that the templates of one stock come by all of them.
        dpi, wear = ways[turn * 5 % len(ways)]
        chosen.setdefault((template.key, dpi, wear), (template, True))
    return [pytest.param(*one, key[1], key[2], id="-".join(map(str, key))) for key, one in chosen.items()]


@pytest.mark.parametrize("kind", SECOND)
def test_a_second_reader_is_asked_too(kind):
    if not there("second", kind):
        pytest.skip(f"lib{SECOND[kind]} is not installed: zxing-cpp alone reads the codes of {kind}")
    assert len(READERS) == 2


@pytest.mark.parametrize(("template", "dpi"), in_turn(all_templates()))
def test_the_longest_number_is_read(template, dpi):
    _read(template, dpi, longest(template))


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("template", TEMPLATES, ids=KEYS)
def test_each_number_is_read_from_the_usual_stocks_at_each_resolution(template, dpi):
    for number in numbers(template):
        _read(template, dpi, number)


def _read(template, dpi, number):
    label = printed(template, number, dpi, (100,))
    assert codes(one_bit_on_dark(label.whole[100])) == [number]
    assert unread(label, number, "new") == []


@pytest.mark.parametrize(("template", "far", "dpi", "wear"), _worn())
def test_a_worn_label_is_read(template, far, dpi, wear):
    number = longest(template) if far else USUAL
    percents = (97, 103) if wear.startswith("printed") else (100,)
    assert unread(printed(template, number, dpi, percents), number, wear) == []


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("template", TEMPLATES, ids=KEYS)
def test_what_is_scratched_beyond_reading_is_never_read_wrong(template, colour):
    kind = template.code.kind
    for number in numbers(template):
        image = scratched(printed(template, number, 203, (100,)), BEYOND[kind], COLOURS[colour])
        for reader in (reader for reader in READERS if there(reader, kind)):
            assert texts(reader, kind, image) in ([], [number]), reader
