"""Let only plain drawings through: an SVG logo may hold shapes and nothing that loads, runs or explodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_ALLOWED = frozenset((
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "title", "desc", "metadata", "clipPath", "linearGradient", "radialGradient", "stop", "style",
))  # fmt: skip
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_LETTERS = frozenset(("text", "tspan", "textPath", "tref"))
# Attributes whose numbers cost time or break arithmetic.
_MEASURES = frozenset((
    "d", "points", "transform", "gradienttransform", "viewbox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "fx",
    "fy", "r", "rx", "ry", "width", "height", "offset", "stroke-width", "stroke-dasharray", "stroke-dashoffset",
    "opacity", "stroke-miterlimit", "fill-opacity", "stroke-opacity", "stop-opacity", "style",
))  # fmt: skip
_LOCAL_URL = re.compile(r"url\(\s*(['\"]?)#[\w.:-]+\1\s*\)")
_SIZE = re.compile(r"\s*\d{1,5}(\.\d*)?\s*(px|pt|mm|cm|in|pc|%)?\s*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_ARCS = re.compile(r"[aA][^a-zA-Z]*")
# No number, an endless one, or one over ten millions; `#` begins a colour.
_WILD = re.compile(r"(?<![\w#-])[+-]?(?:nan|inf(?:inity)?)\b|(?<![\w.#])\d{8}|\d\.?e\+?0*\d*[1-9]\d", re.IGNORECASE)

MOST_BYTES = 1_000_000
_MOST_DEPTH, _MOST_ELEMENTS, _MOST_WEIGHT = 60, 5000, 60_000
# What it takes to draw, in numbers of a path: each element, rule of a style sheet and stop of a gradient; the numbers
# of an arc count so many times.
_ELEMENT, _RULE, _STOP, _ARC = 15, 30, 50, 5
_LETTERS_OF_A_NUMBER = 8
_MOST_ATTRIBUTES, _MOST_TRANSFORM, _MOST_STYLE = 100, 1000, 50_000


class UnsafeDrawing(Exception):
    """An SVG that is not drawn; the argument says which part of it is at fault."""


def check_svg(content: bytes) -> None:
    """Raise `UnsafeDrawing` unless an SVG holds shapes only (reliability.md 86).

    No document type and so no entities, no scripts and events, no links but to its own parts, no pictures,
    no letters (they would need the designer's fonts), bounded depth, size, repetition and numbers.
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
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnsafeDrawing("XML") from error
    if not guard.shapes:
        raise UnsafeDrawing("<svg/>")
    guard.check_weight()


@dataclass(slots=True)
class _Part:
    """An element: what it weighs with all it holds, and the parts that are repeated in it by name."""

    name: str
    weight: int = 0
    repeated: list[str] = field(default_factory=list)


class _Guard:
    def __init__(self) -> None:
        self.elements = self.shapes = 0
        self.style: list[str] | None = None
        self.whole = _Part("")
        self._open: list[_Part] = []
        self._named: dict[str, _Part] = {}

    def doctype(self, *_: object) -> None:
        raise UnsafeDrawing("DOCTYPE")

    def instruction(self, target: str, _data: str) -> None:
        raise UnsafeDrawing(f"<?{target}?>")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        self.elements += 1
        if len(self._open) >= _MOST_DEPTH or self.elements > _MOST_ELEMENTS:
            raise UnsafeDrawing(f"> {_MOST_ELEMENTS} / {_MOST_DEPTH}")
        if self.elements == 1 and tag != "svg":
            raise UnsafeDrawing(f"<{tag}>")
        if len(attributes) > _MOST_ATTRIBUTES or len(attributes.get("transform", "")) > _MOST_TRANSFORM:
            raise UnsafeDrawing(f"<{tag}>")
        self._check_tag(space, tag)
        part = _Part(attributes.get("id", ""), _STOP if tag == "stop" else _ELEMENT)
        for key, value in attributes.items():
            plain = key.rpartition(" ")[2].lower()
            self._check_attribute(plain, value)
            part.weight += _weight(plain, value)
            if tag == "use" and plain == "href":
                part.repeated.append(value[1:])
        self._open.append(part)
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

    def _check_attribute(self, key: str, value: str) -> None:
        if key.startswith("on") or key in ("src", "base"):
            raise UnsafeDrawing(key)
        if key == "href" and not value.startswith("#"):
            raise UnsafeDrawing("href")
        if key in _MEASURES and (len(value) > _MOST_WEIGHT * _LETTERS_OF_A_NUMBER or _WILD.search(value)):
            raise UnsafeDrawing(key)
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
        part = self._open.pop()
        if self.style is not None:
            text = "".join(self.style)
            self._check_style(text)
            # An escape could spell what was just looked for; a rule with @ could load or animate.
            if "\\" in text or "@" in text or _WILD.search(text):
                raise UnsafeDrawing("<style>")
            if len(text) > _MOST_STYLE:
                raise UnsafeDrawing("<style>")
            part.weight += text.count("{") * _RULE
            self.style = None
        around = self._open[-1] if self._open else self.whole
        around.weight += part.weight
        around.repeated += part.repeated
        if part.name:
            self._named[part.name] = part

    def check_weight(self) -> None:
        """Raise `UnsafeDrawing` where the drawing with all repetitions is too much, or repeats itself in itself."""
        self._repeated(self.whole, ())

    def _repeated(self, part: _Part, inside: tuple[str, ...]) -> int:
        weight = part.weight
        for name in part.repeated:
            if name in inside:
                raise UnsafeDrawing("<use>")
            if name in self._named:
                weight += self._repeated(self._named[name], (*inside, name))
            if weight > _MOST_WEIGHT:
                break
        if weight > _MOST_WEIGHT:
            raise UnsafeDrawing(f"> {_MOST_WEIGHT}")
        return weight


def _weight(key: str, value: str) -> int:
    """Return how many numbers a value has, those of arcs several times."""
    if key not in _MEASURES:
        return 0
    arcs = sum(len(_NUMBER.findall(arc)) for arc in _ARCS.findall(value)) if key == "d" else 0
    return max(len(_NUMBER.findall(value)), len(value) // _LETTERS_OF_A_NUMBER) + arcs * (_ARC - 1)
