"""What a file really is, by its content; photos are drawn anew so that nothing hidden comes with them."""

from __future__ import annotations

import io
import warnings
import zipfile

from PIL import Image, ImageOps, UnidentifiedImageError

from inventory.base.errors import Invalid

MOST_BYTES = 20_000_000
LONGEST_SIDE = 1600
# Twice what a good camera makes; more is a bomb (reliability.md 83).
MOST_PIXELS = 120_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "BMP")
_JPEG_QUALITY = 85
_PDF_HEAD = 1024
_MOST_UNPACKED = 200_000_000
# Word and Excel files without macros, by the part that names the kind.
_OFFICE = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
}
_SUFFIXES = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "text/plain": (".txt", ".csv"),
}
_DANGEROUS_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")


def as_photo(content: bytes) -> bytes:
    """Return a picture as a JPEG of at most 1600 px, upright, without EXIF, GPS or anything glued on.

    Raises `Invalid` with the reason for what is no picture, is cut off, or is far too large when unpacked.
    """
    _check_size(content)
    if not content:
        raise Invalid("The file is empty.", field="photo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Invalid(
                        "The picture has {width} × {height} points; that is too large.",
                        field="photo",
                        width=picture.width,
                        height=picture.height,
                    )
                picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
                return _jpeg(upright)
    except UnidentifiedImageError as error:
        raise Invalid("This is not a photo: only PNG, JPEG, WebP and BMP pictures are taken.", field="photo") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, MemoryError) as error:
        raise Invalid("The picture is damaged or cut off.", field="photo") from error


def attachment_type(content: bytes, name: str) -> str:
    """Return the media type of an attachment by its content; the name must agree. Raises `Invalid` with the reason."""
    _check_size(content)
    if not content:
        raise Invalid("The file is empty.", field="file")
    media_type, suffixes = _recognised(content)
    if not media_type:
        raise Invalid(
            "This kind of file is not kept: only PDF, PNG, JPEG, DOCX, XLSX and plain text are.", field="file"
        )
    if not name.casefold().rstrip(" .").endswith(suffixes):
        raise Invalid(
            "The name {name} does not agree with the content, which is {kind}.",
            field="file",
            name=name,
            kind=suffixes[0][1:].upper(),
        )
    if media_type == "application/pdf" and any(mark in content for mark in _DANGEROUS_PDF):
        raise Invalid(
            "This PDF has a program or another file inside. Print it to a new PDF and add that one.", field="file"
        )
    return media_type


def _check_size(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise Invalid(
            "The file has {size} MB; at most {most} MB are kept.",
            field="file",
            size=len(content) // 1_000_000,
            most=MOST_BYTES // 1_000_000,
        )


def _jpeg(picture: Image.Image) -> bytes:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        ground = Image.new("RGB", picture.size, "white")
        layer = picture.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        picture = ground
    # A new picture of the same points has none of the old one's data.
    bare = Image.new("RGB", picture.size)
    bare.paste(picture.convert("RGB"))
    result = io.BytesIO()
    bare.save(result, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return result.getvalue()


def _recognised(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-_PDF_HEAD:]:
        return "application/pdf", _SUFFIXES["application/pdf"]
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", _SUFFIXES["image/png"]
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", _SUFFIXES["image/jpeg"]
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if _is_text(content):
        return "text/plain", _SUFFIXES["text/plain"]
    return "", ()


def _office(content: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            if sum(info.file_size for info in infos) > _MOST_UNPACKED:
                raise Invalid("The file unpacks too large.", field="file")
            if any("vbaProject" in info.filename for info in infos):
                raise Invalid("The file has macros. Save it without them.", field="file")
            types = package.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError):
        return "", ()
    for mark, (media_type, suffix) in _OFFICE.items():
        if mark in types:
            return media_type, (suffix,)
    return "", ()


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\r\n\t\ufeff" for c in text) and not text.lstrip().startswith(
        ("<", "#!", "@echo")
    )
