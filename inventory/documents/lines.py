"""Breaks text into lines of a width: what belongs together stays together, words are cut last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inventory.base.i18n import NBSP
from inventory.documents.fonts import Face

Span = tuple[Face, str]
_GLUE = re.compile(
    r"(?<![^\s(„\u00a0])([„(]?(?:[^\W\d_]|nr|ul\.|al\.|pl\.|os\.|poz\.|art\.|ust\.|pkt|dz\.|no\.|item|Article)) (?=\S)"
    r"|(?<=\d) (?=(?:szt\.|kpl\.|zł|r\.|W|V|A|Ah|Wh|GB|TB|MB|GHz|mm|cm|m|kg|g|%|pcs?)(?![^\W_]))"
    r"|(?<=[☐☑]) (?=\S)"
)
_CUTS = re.compile(r"(?<=[/\-._@])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its width and its runs as (offset, face, text)."""

    width: float
    runs: tuple[tuple[float, Face, str], ...]


def glue(text: str) -> str:
    """Join with no-break spaces what must stay on one line: short words, numbers with their unit, boxes."""
    return _GLUE.sub(lambda found: (found.group(1) or "") + NBSP, text)


def plain_lines(text: str, face: Face, size: float, width: float) -> list[Line]:
    """Break one text in one face; size and width in the same measure."""
    if "\n" not in text:
        natural = face.width(text) * size
        if natural <= width:
            return [Line(natural, ((0.0, face, text),))]
    return lines(((face, text),), size, width)


def lines(spans: Iterable[Span], size: float, width: float) -> list[Line]:
    """Break text of several faces; a line break in the text starts a new line."""
    broken: list[Line] = []
    for paragraph in _paragraphs(spans):
        broken.extend(_fill(paragraph, size, width))
    return broken


def _paragraphs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for face, text in spans:
        first, *rest = text.split("\n")
        paragraph.append((face, first))
        for following in rest:
            yield paragraph
            paragraph = [(face, following)]
    yield paragraph


def _words(paragraph: Sequence[Span]) -> list[list[Span]]:
    """Return the words; one word may change its face in the middle."""
    words: list[list[Span]] = [[]]
    for face, text in paragraph:
        first, *rest = glue(text).split(" ")
        words[-1].append((face, first))
        words.extend([(face, part)] for part in rest)
    return words


def _fill(paragraph: Sequence[Span], size: float, width: float) -> Iterator[Line]:
    line: list[Span] = []
    used = 0.0
    for word in _fitting(_words(paragraph), size, width):
        needed = sum(face.width(text) for face, text in word) * size
        space = line[-1][0].widths[" "] * size if line else 0.0
        if line and used + space + needed > width + 1e-6:
            yield _line(line, size)
            line, used, space = [], 0.0, 0.0
        if line:
            line[-1] = (line[-1][0], line[-1][1] + " ")
        for face, text in word:
            if line and line[-1][0] is face:
                line[-1] = (face, line[-1][1] + text)
            else:
                line.append((face, text))
        used += space + needed
    yield _line(line, size)


def _line(spans: Sequence[Span], size: float) -> Line:
    runs, at = [], 0.0
    for index, (face, text) in enumerate(spans):
        shown = text.rstrip(" ") if index == len(spans) - 1 else text
        runs.append((at, face, shown))
        at += face.width(shown) * size
    return Line(at, tuple(runs))


def _fitting(words: Iterable[list[Span]], size: float, width: float) -> Iterator[list[Span]]:
    for word in words:
        if sum(face.width(text) for face, text in word) * size <= width:
            yield word
        elif any(NBSP in text for _, text in word):
            yield from _fitting(_loosened(word), size, width)
        else:
            yield from _cut(word, size, width)


def _loosened(word: Sequence[Span]) -> list[list[Span]]:
    words: list[list[Span]] = [[]]
    for face, text in word:
        first, *rest = text.split(NBSP)
        words[-1].append((face, first))
        words.extend([(face, part)] for part in rest)
    return words


def _cut(word: Sequence[Span], size: float, width: float) -> Iterator[list[Span]]:
    """Cut one word that is wider than the line: after a mark of its own, else between letters."""
    for face, text in word:
        part, used = "", 0.0
        for atom in filter(None, _CUTS.split(text)):
            needed = face.width(atom) * size
            if used + needed <= width:
                part, used = part + atom, used + needed
                continue
            if part:
                yield [(face, part)]
            part, used = atom, needed
            if needed > width:
                *whole, part = _letters(atom, face, size, width)
                yield from ([(face, each)] for each in whole)
                used = face.width(part) * size
        if part:
            yield [(face, part)]


def _letters(text: str, face: Face, size: float, width: float) -> list[str]:
    parts, start, used = [], 0, 0.0
    for index, char in enumerate(text):
        needed = face.widths[char] * size
        if used + needed > width and index > start:
            parts.append(text[start:index])
            start, used = index, 0.0
        used += needed
    parts.append(text[start:])
    return parts
