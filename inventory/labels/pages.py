"""Write a PDF page by page in flat memory; fonts and logos made by ReportLab are taken over at the end."""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from inventory.labels.geometry import POINTS_PER_INCH

_CATALOGUE, _PAGES, _RESOURCES, _INFO = 1, 2, 3, 4
_REFERENCE = re.compile(rb"(\d+) 0 R\b")


class PdfPages:
    """A PDF under way: pages of one size whose unit is one printer dot, with shared resources."""

    def __init__(self, stream: BinaryIO, *, width: int, height: int, dpi: int) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self._at = 0
        self._offsets = array("Q", [0] * (_INFO + 1))
        self._kids = array("L")
        scale = POINTS_PER_INCH / dpi
        # A hair below the whole dot, or a renderer that rounds up would add a row and stretch all others.
        self._box = f"/MediaBox[0 0 {width * scale - 0.0005:.4f} {height * scale - 0.0005:.4f}]"
        self._unit = f"{scale:.9f} 0 0 {scale:.9f} 0 0 cm\n"
        self._write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def __len__(self) -> int:
        return len(self._kids)

    def add(self, ops: str) -> None:
        """Append one page drawn by operators in dots from the lower left corner."""
        # Level 5 takes half the time of 6 for a tenth more bytes.
        content = zlib.compress((self._unit + ops).encode("latin-1"), 5)
        number = len(self._offsets)
        self._object(number, b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(content), content))
        page = f"<</Type/Page/Parent {_PAGES} 0 R{self._box}/Contents {number} 0 R/Resources {_RESOURCES} 0 R>>"
        self._object(number + 1, page.encode())
        self._kids.append(number + 1)

    def finish(self, seed: bytes, *, title: str, language: str, created: datetime) -> None:
        """Add the fonts and the logos of a ReportLab file, its pages being the logos, then the tables at the end."""
        self._adopt(Seed(seed))
        kids = " ".join(f"{number} 0 R" for number in self._kids)
        self._object(_PAGES, f"<</Type/Pages/Count {len(self._kids)}/Kids[{kids}]>>".encode())
        self._object(
            _CATALOGUE,
            f"<</Type/Catalog/Pages {_PAGES} 0 R/Lang({language})/PageMode/UseNone"
            "/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>>>".encode(),
        )
        name = title.encode("utf-16-be").hex().upper()
        self._object(_INFO, f"<</Title<FEFF{name}>/Producer(ReportLab)/CreationDate({_pdf_date(created)})>>".encode())
        self._tables()

    def _adopt(self, seed: Seed) -> None:
        """Write the objects that fonts and logos need under new numbers, and the resources that name them."""
        new: dict[int, int] = {}
        for number in seed.needed():
            new[number] = len(self._offsets)
            self._offsets.append(0)
        for number, there in new.items():
            self._object(there, _renumbered(seed.plain(number), new))
        fonts = b" ".join(b"%b %d 0 R" % (name, new[number]) for name, number in seed.fonts().items())
        logos = []
        for count, page in enumerate(seed.pages()):
            number = len(self._offsets)
            logos.append(b"/L%d %d 0 R" % (count, number))
            self._object(number, _renumbered(seed.form(page), new))
        self._object(_RESOURCES, b"<</Font<<%b>>/XObject<<%b>>>>" % (fonts, b" ".join(logos)))

    def _object(self, number: int, body: bytes) -> None:
        if number == len(self._offsets):
            self._offsets.append(0)
        self._offsets[number] = self._at
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._at += len(data)

    def _tables(self) -> None:
        start, size = self._at, len(self._offsets)
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for first in range(1, size, 4096):
            self._write(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets[first : first + 4096]))
        mark = self._digest.hexdigest()[:32]
        trailer = f"trailer\n<</Size {size}/Root {_CATALOGUE} 0 R/Info {_INFO} 0 R/ID[<{mark}><{mark}>]>>\n"
        self._write(f"{trailer}startxref\n{start}\n%%EOF\n".encode())


class Seed:
    """A small ReportLab file, read object by object: its fonts are embedded subsets, each page is one logo."""

    def __init__(self, pdf: bytes) -> None:
        self._objects: dict[int, bytes] = {}
        table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        entries = pdf[table:].split(b"\n")[2:]
        for number, entry in enumerate(entries[: int(pdf[table:].split()[2])]):
            if entry[17:18] == b"n":
                first = int(entry[:10])
                body = pdf.index(b"obj", first) + 3
                self._objects[number] = pdf[body : self._end(pdf, body)].strip()

    @staticmethod
    def _end(pdf: bytes, body: int) -> int:
        """Find the end of an object; a stream is skipped by its length, for it may hold any bytes."""
        stream, end = pdf.find(b"stream", body), pdf.index(b"endobj", body)
        if -1 < stream < end:
            length = re.search(rb"/Length (\d+)", pdf[body:stream])
            assert length is not None
            end = pdf.index(b"endobj", stream + int(length[1]))
        return end

    def fonts(self) -> dict[bytes, int]:
        """Return the embedded fonts by resource name; the unused standard font of ReportLab is left out."""
        for body in self._objects.values():
            if re.search(rb"/Type /Page\b", body):
                names = re.search(rb"/Font (\d+) 0 R", body)
                assert names is not None
                found = re.findall(rb"(/\S+\+\d+) (\d+) 0 R", self._objects[int(names[1])])
                return {name: int(number) for name, number in found}
        return {}

    def pages(self) -> list[int]:
        """Return the pages of logos in their order; the last page is blank and only carries the fonts."""
        kids = next(body for body in self._objects.values() if re.search(rb"/Type /Pages\b", body))
        inside = re.search(rb"/Kids \[(.*?)\]", kids, re.DOTALL)
        assert inside is not None
        return [int(number) for number in _REFERENCE.findall(inside[1])][:-1]

    def needed(self) -> Iterator[int]:
        """Yield each object that fonts and logos refer to, once."""
        waiting = [*self.fonts().values()]
        for page in self.pages():
            waiting.extend(self._references(self._resources(page)))
        seen: set[int] = set()
        while waiting:
            number = waiting.pop(0)
            if number not in seen:
                seen.add(number)
                yield number
                waiting.extend(self._references(self._split(number)[0]))

    def plain(self, number: int) -> bytes:
        """Return an object; a stream that ReportLab left plain is compressed."""
        head, data = self._split(number)
        if data is None:
            return head
        if b"/Filter" not in head:
            data = zlib.compress(data, 9)
            head = re.sub(rb"/Length \d+", b"/Filter /FlateDecode /Length %d" % len(data), head)
        return b"%b\nstream\n%b\nendstream" % (head, data)

    def form(self, page: int) -> bytes:
        """Return a page as a form that other pages can draw, a unit square in size."""
        box = re.search(rb"/MediaBox \[ (\S+) (\S+) (\S+) (\S+) \]", self._objects[page])
        content = re.search(rb"/Contents (\d+) 0 R", self._objects[page])
        assert box is not None
        assert content is not None
        # The preamble selects the standard font, which no logo uses and which would not be embedded.
        drawn = re.sub(rb"BT /F1 .*? ET", b"", self._split(int(content[1]))[1] or b"", count=1)
        data = zlib.compress(drawn, 9)
        across, up = 1 / float(box[3]), 1 / float(box[4])
        return (
            b"<</Type/XObject/Subtype/Form/BBox[0 0 %b %b]/Matrix[%.9f 0 0 %.9f 0 0]"
            b"/Resources %b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        ) % (box[3], box[4], across, up, self._resources(page), len(data), data)

    def _resources(self, page: int) -> bytes:
        """Return the resources of a logo without its fonts: letters in a logo are curves."""
        found = re.search(rb"/Resources (<<.*>>) /Rotate", self._objects[page], re.DOTALL)
        assert found is not None
        return re.sub(rb"/Font \d+ 0 R", b"", found[1])

    def _split(self, number: int) -> tuple[bytes, bytes | None]:
        body = self._objects[number]
        head, found, rest = body.partition(b"stream")
        if not found or b"<<" not in head:
            return body, None
        length = re.search(rb"/Length (\d+)", head)
        assert length is not None
        data = rest[2:] if rest.startswith(b"\r\n") else rest[1:]
        return head.strip(), data[: int(length[1])]

    @staticmethod
    def _references(head: bytes) -> list[int]:
        return [int(number) for number in _REFERENCE.findall(head)]


def _renumbered(body: bytes, new: dict[int, int]) -> bytes:
    head, found, data = body.partition(b"stream\n")
    return _REFERENCE.sub(lambda match: b"%d 0 R" % new[int(match[1])], head) + found + data


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
