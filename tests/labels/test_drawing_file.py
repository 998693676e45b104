"""Layouts as files: read back as they were, and every hostile one refused with one sentence."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.base.errors import Invalid
from inventory.labels.drawing import FIELDS, BoxElement, LineElement
from inventory.labels.drawing_file import read_drawn, written
from inventory.labels.layout_file import MOST_BYTES, layout_file, read_layout_file
from inventory.labels.reading import Table
from tests.labels.drawn_kit import POLISH, drawing, layout, logo, number, qr, text
from tests.labels.made import SVG, picture, png_of_size

MADE = layout(
    drawing(
        qr(code="datamatrix"), number(), text("serial", before="nr ser. ", align="right", rule="wrap", lines=3),
        text("", text="Własność „Policji” <b>", face="semibold", rule="cut"), logo(min_width_mm=10.5),
        LineElement(x_mm=1, y_mm=2, width_mm=60, height_mm=0, points=0.4),
        BoxElement(x_mm=1, y_mm=1, width_mm=8, height_mm=5),
    )
)  # fmt: skip


def values(**changes):
    """Return what a file of the layout holds, with changes at the top."""
    return json.loads(layout_file(MADE)) | changes


def refusal(content, *, about="układ.json"):
    """Return the Polish sentence with which a file is refused; it names the file, or the logo in it."""
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    with pytest.raises(Invalid) as refused:
        read_layout_file(content, "układ.json")
    said = refused.value.text(POLISH)
    assert about in said
    return said


def element_with(**changes):
    made = values()
    made["layout"]["elements"][2].update(changes)
    return made


def with_logo(content, media_type="image/svg+xml"):
    """Return a file whose logo is another one."""
    made, sha256 = values(), hashlib.sha256(content).hexdigest()
    made["layout"]["elements"][4].update(sha256=sha256, media_type=media_type)
    made["pictures"] = {sha256: base64.b64encode(content).decode()}
    return made


def test_a_file_is_read_back_as_the_layout_it_was():
    assert read_layout_file(layout_file(MADE), "a.json") == MADE
    assert MADE.drawing.pictures != {}


def test_what_the_register_keeps_is_read_back():
    kept = json.loads(json.dumps(written(MADE)))
    assert read_drawn(Table("", kept), lambda _sha256: SVG) == MADE


@pytest.mark.parametrize("cut", [0, 1, 10, 200, 900, -1])
def test_a_file_that_was_cut_is_refused(cut):
    assert "nie jest układem etykiety" in refusal(layout_file(MADE)[:cut])


@pytest.mark.parametrize("content", [
    b"", b"\x00" * 100, b"[]", b"null", b"1", b"{}", b"\xff\xfe{}", b"PK\x03\x04", b"[" * 100_000,
    b'{"format": "inventory-label-layout", "version": ' + b"9" * 5000 + b"}", b'{"format": "\\ud800"}',
])  # fmt: skip
def test_what_is_no_layout_is_refused(content):
    assert "nie jest układem etykiety" in refusal(content)


def test_a_newer_version_is_refused_as_such():
    assert refusal(values(version=2)) == "„układ.json” pochodzi z nowszej wersji programu."


@pytest.mark.parametrize("version", [0, -1, "1", None, 1.5, True, [1]])
def test_a_version_that_is_none_is_refused(version):
    refusal(values(version=version))


def test_a_huge_file_is_refused_unread():
    assert "40 MB" in refusal(b" " * (MOST_BYTES + 1))


@pytest.mark.parametrize("changes", [
    {"x_mm": float("nan")}, {"x_mm": float("inf")}, {"x_mm": -1}, {"x_mm": 1e308}, {"x_mm": "5"}, {"x_mm": True},
    {"x_mm": None}, {"width_mm": 0}, {"points": 0}, {"points": 10**400}, {"lines": 0}, {"lines": 1.5}, {"lines": 10**9},
    {"field": "password"}, {"field": ["name"]}, {"field": None}, {"face": "italic"}, {"rule": {}}, {"align": 1},
    {"kind": "script"}, {"kind": None}, {"before": "x" * 101}, {"text": "x" * 501}, {"onclick": "x"}, {"code": "qr"},
])  # fmt: skip
def test_a_wrong_value_is_refused_by_its_place(changes):
    said = refusal(element_with(**changes))
    assert "elements.3" in said or "nie jest układem" in said


def test_ten_thousand_elements_are_refused():
    made = values()
    made["layout"]["elements"] *= 10_000
    assert "elements" in refusal(made)


@pytest.mark.parametrize("pictures", [None, [], {}, "x", {"0" * 64: "AAAA"}, {hashlib.sha256(SVG).hexdigest(): 5}])
def test_pictures_that_are_not_those_named_are_refused(pictures):
    assert "pictures" in refusal(values(pictures=pictures))


def test_a_picture_that_is_not_what_its_name_says_is_refused():
    made = values()
    made["pictures"] = {key: base64.b64encode(SVG + b" ").decode() for key in made["pictures"]}
    assert "pictures" in refusal(made)
    made["pictures"] = dict.fromkeys(made["pictures"], "no base64!")
    assert "pictures" in refusal(made)


@pytest.mark.parametrize(("content", "media_type"), [
    (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml"),
    (b'<svg xmlns="http://www.w3.org/2000/svg" width="5"><image href="file:///etc/passwd"/></svg>', "image/svg+xml"),
    (b'<!DOCTYPE a [<!ENTITY b "c">]><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    (png_of_size(60_000, 60_000), "image/png"), (picture()[:200], "image/png"), (picture(), "image/jpeg"),
    (b"", "image/png"), (b"MZ\x90", "image/png"),
])  # fmt: skip
def test_logos_that_are_bombs_scripts_or_no_pictures_are_refused(content, media_type):
    refusal(with_logo(content, media_type), about="znak.svg")


def test_letters_that_no_reader_sees_do_no_harm():
    made = element_with(before="\u202egolb\x00 ", text="a\nb")
    assert read_layout_file(json.dumps(made).encode(), "a.json").drawing is not None


# Whatever is done to a file, it is read or refused ---------------------------------------------------------------

_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([*FIELDS, "text"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def _places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from _places(value[key], (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _places(one, (*path, at))


_WHOLE = values()
_PLACES = [path for path in _places(_WHOLE) if path]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_PLACES), _JUNK, st.booleans())
def test_any_value_put_anywhere_is_taken_or_refused(path, junk, dropped):
    made = copy.deepcopy(_WHOLE)
    target = made
    for step in path[:-1]:
        target = target[step]
    if dropped:
        del target[path[-1]]
    else:
        target[path[-1]] = junk
    with suppress(Invalid):
        taken = read_layout_file(json.dumps(made).encode(), "a.json")
        assert read_layout_file(layout_file(taken), "a.json") == taken


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(layout_file(MADE)) - 1), st.binary(min_size=1, max_size=4))
def test_any_bytes_put_anywhere_are_taken_or_refused(at, junk):
    whole = layout_file(MADE)
    with suppress(Invalid):
        read_layout_file(whole[:at] + junk + whole[at + len(junk) :], "a.json")
