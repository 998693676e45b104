"""Looks into a workbook's zip directory and XML before any reader does, and refuses what could do harm."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree

from inventory.base.errors import NotFound, UserError
from inventory.base.i18n import N_

LARGEST_FILE = 400 << 20
LARGEST_UNPACKED = 3 << 30
LARGEST_PART = 2 << 30
LARGEST_RATIO = 100
SMALL_PART = 8 << 20
MOST_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class NotAWorkbook(UserError):
    """The file is something else than an XLSX workbook."""


class UnsafeWorkbook(UserError):
    """The file is a workbook that no program of good faith writes."""


class DamagedWorkbook(UserError):
    """The workbook is cut or broken."""


DAMAGED = N_("{file} is damaged. Open it in Excel and save it again.")
TOO_LARGE = N_("{file} unpacks too large to be a list of equipment; it was not opened.")
AREA = N_(
    "The used area of the sheet {sheet} in {file} is too large. Delete the empty rows and columns and save again."
)


@dataclass(frozen=True, kw_only=True)
class SheetPart:
    """One sheet of a workbook and the part of the package that holds it."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, kw_only=True)
class Package:
    """A workbook that passed the look into its directory."""

    path: Path
    sheets: tuple[SheetPart, ...]
    unpacked: int


def inspect(path: Path) -> Package:
    """Return the sheets of a workbook without unpacking its cells.

    Raises `NotFound`, `NotAWorkbook`, `UnsafeWorkbook` or `DamagedWorkbook`, each with its own sentence.
    """
    _check_head(path)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = _check_directory(path, archive)
            return Package(path=path, sheets=_sheets(path, archive), unpacked=unpacked)
    except (zipfile.BadZipFile, OSError, EOFError, ParseError, NotImplementedError, KeyError) as error:
        raise DamagedWorkbook(DAMAGED, file=path.name) from error


def chunks(package: Package, part: str, *, size: int = 4 << 20) -> Iterator[bytes]:
    """Yield the unpacked bytes of a part; raises `DamagedWorkbook` where the archive does not hold what it says."""
    try:
        with zipfile.ZipFile(package.path) as archive, archive.open(part) as stream:
            while block := stream.read(size):
                yield block
    except (zipfile.BadZipFile, OSError, EOFError, KeyError) as error:
        raise DamagedWorkbook(DAMAGED, file=package.path.name) from error
    except Exception as error:
        # zlib.error has no common base with the others.
        if type(error).__module__ != "zlib":
            raise
        raise DamagedWorkbook(DAMAGED, file=package.path.name) from error


def _check_head(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
            if head.startswith(_OLE):
                file.seek(0)
                _refuse_ole(path, file.read(4 << 20))
    except FileNotFoundError as error:
        raise NotFound("{file} is not there.", file=path) from error
    except (IsADirectoryError, PermissionError) as error:
        raise NotFound("{file} cannot be opened: it is a folder, or another program holds it.", file=path) from error
    if size == 0:
        raise NotAWorkbook(N_("{file} is empty."), file=path.name)
    if head.lstrip()[:1] == b"<":
        raise NotAWorkbook(
            N_("{file} is a web page or XML, not a workbook. Open it in Excel and save it as XLSX."), file=path.name
        )
    if not head.startswith(b"PK"):
        raise NotAWorkbook(N_("{file} is not an XLSX workbook."), file=path.name)
    if size > LARGEST_FILE:
        raise UnsafeWorkbook(TOO_LARGE, file=path.name)


def _refuse_ole(path: Path, content: bytes) -> None:
    if _ENCRYPTED in content:
        raise NotAWorkbook(N_("{file} is protected by a password. Save it without the password first."), file=path.name)
    raise NotAWorkbook(N_("{file} is an old .xls workbook. Open it in Excel and save it as XLSX."), file=path.name)


def _check_directory(path: Path, archive: zipfile.ZipFile) -> int:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0]:
            raise UnsafeWorkbook(
                N_("{file} holds an unsafe path inside ({path}); it was not opened."),
                file=path.name,
                path=entry.filename,
            )
        if entry.flag_bits & 1:
            raise NotAWorkbook(
                N_("{file} is protected by a password. Save it without the password first."), file=path.name
            )
    if "xl/workbook.bin" in names:
        raise NotAWorkbook(
            N_("{file} is a binary workbook (.xlsb). Open it in Excel and save it as XLSX."), file=path.name
        )
    if "xl/workbook.xml" not in names:
        raise NotAWorkbook(N_("{file} is a packed file of another kind, not a workbook."), file=path.name)
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > SMALL_PART and e.file_size > LARGEST_RATIO * max(1, e.compress_size) for e in entries)
    if (
        swollen
        or len(entries) > MOST_PARTS
        or unpacked > LARGEST_UNPACKED
        or max(e.file_size for e in entries) > LARGEST_PART
    ):
        raise UnsafeWorkbook(TOO_LARGE, file=path.name)
    for entry in entries:
        # A DTD stands at the beginning of a part; no office program writes one.
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            with archive.open(entry) as stream:
                refuse_dtd(path, stream.read(8192))
    return unpacked


def refuse_dtd(path: Path, content: bytes) -> None:
    """Raise `UnsafeWorkbook` where XML carries a document type or entities."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16", "replace").encode()
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", content, re.IGNORECASE):
        raise UnsafeWorkbook(N_("{file} contains a DTD, which no workbook needs; it was not opened."), file=path.name)


def _sheets(path: Path, archive: zipfile.ZipFile) -> tuple[SheetPart, ...]:
    targets = {}
    for relation in ElementTree.fromstring(_small(path, archive, "xl/_rels/workbook.xml.rels")):
        target = relation.get("Target", "")
        targets[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    book = ElementTree.fromstring(_small(path, archive, "xl/workbook.xml"))
    names = set(archive.namelist())
    sheets = [
        SheetPart(
            name=element.get("name", ""),
            part=targets[element.get(_RELATION)],
            visible=element.get("state", "visible") == "visible",
        )
        for element in book.iter()
        if element.tag.endswith("}sheet") and targets.get(element.get(_RELATION)) in names
    ]
    worksheets = tuple(sheet for sheet in sheets if "chartsheet" not in sheet.part)
    if not worksheets:
        raise DamagedWorkbook(DAMAGED, file=path.name)
    return worksheets


def _small(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > SMALL_PART:
        raise UnsafeWorkbook(TOO_LARGE, file=path.name)
    content = archive.read(name)
    refuse_dtd(path, content)
    return content
