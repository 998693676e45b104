"""Font subsets that are made once per process: making one costs as much as drawing a page."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont, makeToUnicodeCMap

CodesTaken = tuple[dict[int, int], list[list[int]], int]  # letter to code, letters of each subset, next free code
_lock = Lock()


class _Document:
    """Stands for a file where there is none yet; each thread has its own, and it is forgotten with its last use."""


@dataclass(frozen=True, kw_only=True)
class _Subset:
    """What a file needs of one subset, ready to be written."""

    widths: str
    unicode: bytes
    file: bytes
    length: int


class SubsetFont(TTFont):  # type: ignore[misc]
    """A typeface of the library that keeps the subsets it has made; those of usual letters serve nearly every file."""

    def coded(self, letters: str) -> CodesTaken:
        """Return how `letters` are coded in a file that begins with them."""
        state = TTFont.State(asciiReadable=True, ttf=self)
        key = _Document()
        self.state[key] = state
        self.splitString(letters, key)
        return state.assignments, state.subsets, state.nextCode

    def open_in(self, doc: Any, taken: CodesTaken) -> None:
        """Begin a file with letters that are coded already."""
        state = self.state[doc] = TTFont.State(asciiReadable=True, ttf=self)
        state.assignments, state.subsets, state.nextCode = dict(taken[0]), [list(part) for part in taken[1]], taken[2]

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - the library's name
        """Add the fonts of a file when the library closes it."""
        fonts = doc.idToObject["BasicFonts"].dict
        for number, letters in enumerate(self.state[doc].subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            base = f"{chr(65 + number % 26) * 6}+{self.face.name.decode()}"
            subset = self._subset(tuple(letters), base)
            font = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont, font.FirstChar, font.LastChar = name, base, 0, len(letters) - 1
            font.Widths = subset.widths
            font.ToUnicode = doc.Reference(_packed(subset.unicode), f"unicode {name}")
            font.FontDescriptor = self._descriptor(doc, base, name, subset)
            doc.Reference(font, name)
            fonts[name] = font
        del self.state[doc]

    def _descriptor(self, doc: Any, base: str, name: str, subset: _Subset) -> Any:
        face = self.face
        file = _packed(subset.file)
        file.dictionary["Length1"] = subset.length
        entries = {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": face.flags & ~32 | 4,  # symbolic: the codes are our own
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "FontName": pdfdoc.PDFName(base),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": doc.Reference(file, f"file {name}"),
            "MissingWidth": face.defaultWidth,
        }
        return doc.Reference(pdfdoc.PDFDictionary(entries), f"descriptor {name}")

    @lru_cache(maxsize=8)  # noqa: B019 - the faces live as long as the process
    def _subset(self, letters: tuple[int, ...], base: str) -> _Subset:
        with _lock:  # the parser keeps one reading position
            content = self.face.makeSubset(list(letters))
        widths = " ".join(f"{self.face.getCharWidth(letter):g}" for letter in letters)
        return _Subset(
            widths=f"[{widths}]",
            unicode=zlib.compress(makeToUnicodeCMap(base, letters).encode()),
            file=zlib.compress(content, 9),
            length=len(content),
        )


def _packed(content: bytes) -> Any:
    stream = pdfdoc.PDFStream(content=content)
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream
