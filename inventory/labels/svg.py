"""Let only plain drawings through: an SVG logo may hold shapes and nothing that loads, runs or explodes."""

from __future__ import annotations

import re
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_ALLOWED = frozenset((
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "title", "desc", "metadata", "clipPath", "linearGradient", "radialGradient", "stop", "style",
))  # fmt: skip
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_LETTERS = frozenset(("text", "tspan", "textPath", "tref"))
_LOCAL_URL = re.compile(r"url\(\s*(['\"]?)#[\w.:-]+\1\s*\)")
_SIZE = re.compile(r"\s*\d{1,5}(\.\d*)?\s*(px|pt|mm|cm|in|pc|%)?\s*")

MOST_BYTES = 1_000_000
_MOST_DEPTH, _MOST_ELEMENTS, _MOST_USES = 60, 5000, 20


class UnsafeDrawing(Exception):
    """An SVG that is not drawn; the argument says which part of it is at fault."""


def check_svg(content: bytes) -> None:
    """Raise `UnsafeDrawing` unless an SVG holds shapes only (reliability.md 86).

    No document type and so no entities, no scripts and events, no links but to its own parts, no pictures,
    no letters (they would need the designer's fonts), bounded depth, size and repetition.
    """
    if len(content) > MOST_BYTES:
        raise UnsafeDrawing(f"> {MOST_BYTES // 1_000_000} MB")
    guard = _Guard()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = guard.doctype
    parser.ProcessingInstructionHandler = guard.instruction
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = guard.letters
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnsafeDrawing("XML") from error
    if not guard.shapes:
        raise UnsafeDrawing("<svg/>")


class _Guard:
    def __init__(self) -> None:
        self.depth = self.elements = self.uses = self.shapes = 0
        self.style: list[str] | None = None

    def doctype(self, *_: object) -> None:
        raise UnsafeDrawing("DOCTYPE")

    def instruction(self, target: str, _data: str) -> None:
        raise UnsafeDrawing(f"<?{target}?>")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self.depth += 1
        self.elements += 1
        if self.depth > _MOST_DEPTH or self.elements > _MOST_ELEMENTS:
            raise UnsafeDrawing(f"> {_MOST_ELEMENTS} / {_MOST_DEPTH}")
        if self.elements == 1 and tag != "svg":
            raise UnsafeDrawing(f"<{tag}>")
        self._check_tag(space, tag)
        for key, value in attributes.items():
            self._check_attribute(key.rpartition(" ")[2].lower(), value)
        if self.elements == 1 and not all(_SIZE.fullmatch(attributes.get(side, "1")) for side in ("width", "height")):
            raise UnsafeDrawing("width, height")
        if tag == "style":
            self.style = []

    def _check_tag(self, space: str, tag: str) -> None:
        drawn = space in ("", _SVG)
        if tag in _LETTERS:
            raise UnsafeDrawing("<text>")
        # Notes of a drawing program in its own namespace are ignored, unless they bear the name of a shape.
        if drawn != (tag in _ALLOWED) and (drawn or tag not in ("title", "metadata")):
            raise UnsafeDrawing(f"<{tag}>")
        self.shapes += tag in _SHAPES
        self.uses += tag == "use"
        if self.uses > _MOST_USES:
            raise UnsafeDrawing(f"<use> > {_MOST_USES}")

    def _check_attribute(self, key: str, value: str) -> None:
        if key.startswith("on") or key in ("src", "base"):
            raise UnsafeDrawing(key)
        if key == "href" and not value.startswith("#"):
            raise UnsafeDrawing("href")
        self._check_style(value)

    @staticmethod
    def _check_style(value: str) -> None:
        rest = _LOCAL_URL.sub("", value).lower()
        if "url(" in rest or "javascript:" in rest or "@import" in rest or "expression(" in rest:
            raise UnsafeDrawing("url")

    def letters(self, data: str) -> None:
        if self.style is not None:
            self.style.append(data)

    def end(self, _name: str) -> None:
        self.depth -= 1
        if self.style is not None:
            text = "".join(self.style)
            self._check_style(text)
            # An escape could spell what was just looked for; a rule with @ could load or animate.
            if "\\" in text or "@" in text:
                raise UnsafeDrawing("<style>")
            self.style = None
