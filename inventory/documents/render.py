"""Data in, PDF bytes out: one drawing for the issued file, the preview and the printer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from reportlab.pdfbase import pdfdoc

from inventory.base.i18n import Translations
from inventory.documents import frame
from inventory.documents.data import DocumentData, Header
from inventory.documents.flow import Flow, Layout, Sheet
from inventory.documents.fonts import EMPTY_BOX, MM, TICKED_BOX, face, is_hidden
from inventory.documents.kinds import kind_of
from inventory.documents.marks import Draft, Mark, draw_watermark
from inventory.documents.pen import Ink, Pen
from inventory.documents.snapshot import cleaned, fingerprint

_LANGUAGES = {"pl": "pl-PL", "en": "en-GB"}


def render(kind: str, data: DocumentData, tr: Translations, *, copies: int = 2, mark: Mark | None = None) -> bytes:
    """Draw a paper of `kind` and return its PDF, the copies one after another.

    Without a number it is a draft: marked so, with no code. The same data give the same bytes.
    Raises `NotFound` for a kind that does not exist.
    """
    paper = kind_of(kind)
    data = cleaned(kind, data)
    header = data.header
    if header.number is None:
        mark = Draft()
    layout = paper.compose(data, tr)
    title = tr(paper.title)
    doc = open_document(" ".join(part for part in (title, header.number) if part), header.printed_at, tr)
    ink = Ink(doc)
    bodies = Flow(layout, lambda: Pen(ink)).run()
    _finish(bodies, layout, header, fingerprint(data), tr)
    heads = [
        stream(doc, [_head(ink, layout, header, title, index == 0, mark, tr)], layout.sheet)
        for index in range(len(bodies))
    ]
    contents = [stream(doc, [body], layout.sheet) for body in bodies]
    for copy in range(1, copies + 1):
        words = tr("Copy {copy} of {copies}", copy=copy, copies=copies) if copies > 1 else ""
        for index, content in enumerate(contents):
            pen = Pen(ink)
            frame.corner(pen, layout.sheet, header, tr, copy=words, first=index == 0, mark=mark)
            add_page(
                doc, layout.sheet.width, layout.sheet.height, [heads[index], stream(doc, [pen], layout.sheet), content]
            )
    return bytes(doc.GetPDFData(None))


def missing_glyphs(data: DocumentData) -> tuple[tuple[str, str], ...]:
    """Return every letter that no typeface of the papers has, with the first text it stands in."""
    found: dict[str, str] = {}
    own = face("condensed")
    for text in _texts(data):
        if text.isascii():
            continue
        for char in text:
            printed = char.isspace() or char in (EMPTY_BOX, TICKED_BOX) or is_hidden(char) or own.drawer(char)
            if not printed:
                found.setdefault(char, text)
    return tuple(found.items())


def open_document(title: str, made: datetime, tr: Translations) -> Any:
    """Return an empty PDF with title, language, creation time, and printing at its true size."""
    doc = pdfdoc.PDFDocument(compression=1, invariant=1, lang=_LANGUAGES[tr.language], pdfVersion=(1, 6))
    doc.info.title = title
    doc.info.author = doc.info.creator = doc.info.subject = ""
    doc._timeStamp = _Made(made)  # noqa: SLF001 - the library has no other way to give it a time
    preferences = pdfdoc.ViewerPreferencesPDFDictionary()
    preferences["PrintScaling"] = "None"
    preferences["DisplayDocTitle"] = "true"
    doc.Catalog.ViewerPreferences = preferences
    return doc


def add_page(doc: Any, width: float, height: float, streams: list[Any]) -> None:
    """Add a page of a size in mm that shows `streams` one after another; pages may share them."""
    page = pdfdoc.PDFPage()
    page.MediaBox = pdfdoc.PDFArray([0, 0, round(width * MM, 3), round(height * MM, 3)])
    page.Contents = pdfdoc.PDFArray(streams)
    page.ExtGState = None
    page._shadingUsed = {}  # noqa: SLF001 - its canvas would set it
    doc.addPage(page)


class _Made:
    """The time of making, as the library wants it."""

    def __init__(self, made: datetime) -> None:
        utc = made.astimezone(UTC)
        self.t = utc.timestamp()
        self.YMDhms = (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)
        self.dhh = self.dmm = 0


def stream(doc: Any, pens: Iterable[Pen], sheet: Sheet) -> Any:
    """Return a reference to a page stream in which one unit is one millimetre and the origin the top left."""
    operators = [f"q {MM:.6f} 0 0 {MM:.6f} 0 {sheet.height * MM:.3f} cm"]
    for pen in pens:
        operators.extend(pen.operators)
    operators.append("Q\n")
    return doc.Reference(pdfdoc.PDFStream(content="\n".join(operators), filters=[pdfdoc.PDFZCompress]))


def _head(
    ink: Ink, layout: Layout, header: Header, title: str, first: bool, mark: Mark | None, tr: Translations
) -> Pen:
    pen = Pen(ink)
    if mark is not None:
        draw_watermark(pen, layout.sheet, mark, tr)
    if first:
        frame.first_head(pen, layout, header, title)
    else:
        frame.following_head(pen, layout.sheet, header, title, tr)
    return pen


def _finish(pages: list[Pen], layout: Layout, header: Header, signs: str, tr: Translations) -> None:
    """Add to every page what could not be known before the last: initials, footer, the mark for the hole punch."""
    sheet = layout.sheet
    for index, pen in enumerate(pages):
        if layout.initials and index < len(pages) - 1:
            frame.initials(pen, sheet, layout.initials, tr)
        if sheet.width < sheet.height:
            pen.rule(5, sheet.height / 2, 8, sheet.height / 2, 0.25)
        else:
            pen.rule(sheet.width / 2, 5, sheet.width / 2, 8, 0.25)
        frame.foot(pen, sheet, header, signs, index + 1, len(pages), tr)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
