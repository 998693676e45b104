"""The templates that ship, and what a wrong one is told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inventory.base.errors import Invalid, NotFound
from inventory.base.paths import resources
from inventory.labels.template import DEFAULT_TEMPLATE, load_templates, parse_template, read_templates, template

GOOD = (resources() / "labels" / "sheet-70x36-qr.toml").read_text(encoding="utf-8")


def test_the_formats_of_the_office_are_there():
    formats = {(t.kind, t.width_mm, t.height_mm, t.columns, t.rows, t.purpose) for t in load_templates().values()}
    assert {
        ("sheet", 70, 36, 3, 8, "asset"),
        ("sheet", 70, 36, 3, 8, "funding"),
        ("sheet", 70, 37, 3, 8, "asset"),
        ("sheet", 105, 57, 2, 5, "funding"),
        ("sheet", 48.5, 25.4, 4, 10, "asset"),
        ("sheet", 38.1, 21.2, 5, 13, "asset"),
        ("roll", 50, 25, 1, 1, "asset"),
        ("roll", 62, 29, 1, 1, "asset"),
        ("roll", 100, 55, 1, 1, "funding"),
    } <= formats
    assert {t.code.kind for t in load_templates().values()} == {"qr", "datamatrix", "code128"}
    assert template(DEFAULT_TEMPLATE).code.kind == "qr"


def test_files_are_named_by_their_key():
    for path in (resources() / "labels").glob("*.toml"):
        assert template(path.stem).key == path.stem


def test_unknown_key_is_refused_with_those_there_are():
    with pytest.raises(NotFound, match="sheet-70x36-qr"):
        template("none")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('kind = "sheet"', 'kind = "tape"', "kind"),
        ("width_mm = 70", "width_mm = -70", "width_mm"),
        ("columns = 3", "columns = 4", "columns"),
        ("rows = 8", "rows = 9", "rows"),
        ("rows = 8", "rows = true", "rows"),
        ('purpose = "asset"', 'purpose = "funding"', "purpose"),
        ("longest_number = 32", "longest_number = 33", "longest_number"),
        ("300 = 10", "", "code.dots.300"),
        ('kind = "qr"', 'kind = "aztec"', "code.kind"),
        ("number_floor = 10", "number_floor = 30", "type.number_floor"),
        ("unit = 9", "unit = 6", "type.unit"),
        ("unit = 9", "unti = 9", "type.unti"),
        ("left_mm = 0", 'left_mm = "0"', "sheet.left_mm"),
        ("[sheet]", "[sheets]", "sheet"),
    ],
)
def test_a_wrong_value_is_named(old, new, field):
    assert old in GOOD
    with pytest.raises(Invalid, match=rf"mine.toml: “{field}”"):
        parse_template(GOOD.replace(old, new), "mine.toml")


def test_broken_toml_is_named():
    with pytest.raises(Invalid, match=r"mine\.toml"):
        parse_template("key = ", "mine.toml")


def test_two_templates_with_one_key_are_refused(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(Invalid, match="sheet-70x36-qr"):
        read_templates(tmp_path)


def test_templates_load_without_the_drawing_libraries():
    program = (
        "import sys; from inventory.labels.template import load_templates; assert len(load_templates()) > 8;"
        "print([m for m in ('reportlab', 'PIL', 'zxingcpp', 'svglib') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8")
    assert answer.stdout.strip() == "[]"
