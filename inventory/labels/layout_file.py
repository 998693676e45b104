"""A drawn layout as one file that can be passed on, with its pictures inside; read with nothing taken on trust."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import Any

from inventory.base.errors import Invalid
from inventory.labels.artwork import read_logo
from inventory.labels.drawing_file import read_drawn, written
from inventory.labels.layout import Layout
from inventory.labels.reading import Table

FORMAT, VERSION = "inventory-label-layout", 1
# A label has few logos; more would only keep the machine busy.
MOST_BYTES, MOST_PICTURES = 40_000_000, 20


def layout_file(layout: Layout) -> bytes:
    """Return a drawn layout with its pictures as JSON."""
    assert layout.drawing is not None
    pictures = {
        sha256: base64.b64encode(layout.drawing.pictures.get(sha256, b"")).decode("ascii")
        for sha256 in sorted({one.sha256 for one in layout.drawing.logos})
    }
    whole = {"format": FORMAT, "version": VERSION, "layout": written(layout), "pictures": pictures}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def read_layout_file(content: bytes, name: str) -> Layout:
    """Read a layout that someone passed on; `name` is that of the file.

    Raises `Invalid` with one sentence that says what is wrong with it.
    """
    if len(content) > MOST_BYTES:
        raise Invalid("“{name}” is larger than {most} MB.", field="file", name=name, most=MOST_BYTES // 1_000_000)
    top = Table(name, _parsed(content, name))
    if top.values.pop("format", None) != FORMAT:
        raise Invalid("“{name}” is not a label layout.", field="file", name=name)
    if top.count("version", most=10**6) > VERSION:
        raise Invalid("“{name}” was made by a newer version of the program.", field="file", name=name)
    coded = top.values.pop("pictures", None)
    if not isinstance(coded, dict) or len(coded) > MOST_PICTURES:
        raise top.error("pictures")
    body = Table(name, top.values.pop("layout", None), "layout.")
    top.done()
    layout = read_drawn(body, lambda sha256: _picture(coded.get(sha256), sha256, top))
    drawing = layout.drawing
    assert drawing is not None
    for (sha256, media_type), logo in {(one.sha256, one.media_type): one for one in drawing.logos}.items():
        read_logo(logo.name, drawing.pictures[sha256], media_type)
    return layout


def _parsed(content: bytes, name: str) -> Any:
    try:
        values = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
        # Half a letter can be written in JSON, but be kept nowhere.
        json.dumps(values, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Invalid("“{name}” is not a label layout, or it is damaged.", field="file", name=name) from error
    if not isinstance(values, dict):
        raise Invalid("“{name}” is not a label layout.", field="file", name=name)
    return values


def _no_number(word: str) -> None:
    raise ValueError(word)


def _picture(coded: object, sha256: str, top: Table) -> bytes:
    try:
        content = base64.b64decode(coded, validate=True) if isinstance(coded, str) else b""
    except (ValueError, binascii.Error) as error:
        raise top.error("pictures") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise top.error("pictures")
    return content
