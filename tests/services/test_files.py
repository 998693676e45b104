"""Photos and attachments: what they are is decided by content, and nothing hidden is kept (reliability.md 78-86)."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import func, select

from inventory.base.errors import Invalid
from inventory.model.assets import StoredFile
from inventory.services.asset_details import asset_details
from inventory.services.files import (
    FileRequest,
    add_attachment,
    add_photo,
    cleaned_name,
    file_content,
    keep_logo,
    remove_attachment,
)
from inventory.services.funding import LogoRequest, save_source, source_form
from inventory.services.pictures import as_photo, attachment_type
from tests.factories import LOGO, make_asset, source_id
from tests.labels.hostile import HOSTILE, PICTURES

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(kind="JPEG", size=(2400, 1200), exif=None, mode="RGB"):
    image = Image.new(mode, size, "red")
    result = io.BytesIO()
    image.save(result, kind, **({"exif": exif} if exif else {}))
    return result.getvalue()


def png_header(width, height):
    """A PNG that says it is huge and has next to nothing inside."""

    def part(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0" * 1000)) + part(b"IEND", b"")


def office(main, *extra):
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as package:
        package.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>')
        for name in extra:
            package.writestr(name, "x")
    return result.getvalue()


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def test_photo_becomes_small_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Aparat"
    exif.get_ifd(0x8825)[1] = "N"
    kept = Image.open(io.BytesIO(as_photo(picture(exif=exif))))
    assert (kept.format, kept.size) == ("JPEG", (1600, 800))
    assert dict(kept.getexif()) == {}


def test_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(io.BytesIO(as_photo(picture(size=(200, 100), exif=exif)))).size == (100, 200)


def test_what_is_glued_to_a_photo_is_gone():
    kept = as_photo(picture() + office(DOCX))
    assert b"PK\x03\x04" not in kept


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA"])
def test_photo_of_any_colour_form_is_taken(mode):
    assert Image.open(io.BytesIO(as_photo(picture("PNG", (50, 50), mode=mode)))).mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"text", PDF, picture()[:2000], picture("PNG")[:300], picture("GIF"), picture("TIFF"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)  # fmt: skip
def test_what_is_no_sound_photo_is_refused(content):
    with pytest.raises(Invalid):
        as_photo(content)


@pytest.mark.parametrize("size", [(30_000, 30_000), (60_000, 60_000), (2**31 - 1, 1)])
def test_picture_bomb_is_refused_at_once(size):
    started = time.monotonic()
    with pytest.raises(Invalid):
        as_photo(png_header(*size))
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "faktura.PDF", "application/pdf"),
        (picture("PNG"), "skan.png", "image/png"),
        (picture(), "skan.jpeg", "image/jpeg"),
        (office(DOCX), "pismo.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("zażółć\n".encode(), "opis.txt", "text/plain"),
    ],
)
def test_attachment_is_known_by_its_content(content, name, media_type):
    assert attachment_type(content, name) == media_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00" + b"\0" * 500, "faktura.pdf"),
        (picture("PNG"), "zdjecie.jpg"),
        (PDF, "faktura.pdf.exe"),
        (PDF, "faktura\u202efdp.exe"),
        (b"\x4c\0\0\0\x01\x14\x02\0", "skrot.lnk"),
        (b"<html><script>1</script></html>", "strona.hta"),
        (office(DOCX.replace("document.main", "document.macroEnabled.main"), "word/vbaProject.bin"), "pismo.docm"),
        (office(DOCX, "word/vbaProject.bin"), "pismo.docx"),
        (b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript>>>>endobj\n%%EOF", "x.pdf"),
        (b"%PDF-1.4 cut off", "x.pdf"),
        (b"x" * 20_000_001, "duzy.txt"),
        (b"", "pusty.pdf"),
    ],
)
def test_other_attachments_are_refused_with_a_reason(content, name):
    with pytest.raises(Invalid):
        attachment_type(content, name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\skan.pdf", "skan.pdf"), ("\\\\srv\\x\\a.pdf", "a.pdf"),
        ("CON", "_CON"), ("nul.txt", "_nul.txt"), ("a:stream.txt", "a_stream.txt"), ("kropka. ", "kropka"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"), ("a\x00b.pdf", "ab.pdf"), ("", "_"), ("żółw ąę.pdf", "żółw ąę.pdf"),
    ],
)  # fmt: skip
def test_names_are_cleaned(name, kept):
    assert cleaned_name(name) == kept


def test_long_name_keeps_its_ending():
    assert cleaned_name("x" * 300 + ".pdf").endswith("x.pdf")
    assert len(cleaned_name("x" * 300 + ".pdf")) <= 150


@pytest.mark.parametrize("name", [*HOSTILE, *PICTURES])
def test_a_logo_that_could_not_be_printed_is_refused_and_nothing_is_kept(application, name):
    content = HOSTILE[name].encode() if name in HOSTILE else PICTURES[name]
    before = application.read(lambda s: s.scalar(select(func.count()).select_from(StoredFile)))
    with pytest.raises(Invalid) as refused:
        application.operation("Logo", lambda work: keep_logo(work, FileRequest(name="znak.svg", content=content)))
    sentence = refused.value.text(application.tr)
    assert "znak.svg" in sentence
    assert sentence.endswith(".")
    assert application.read(lambda s: s.scalar(select(func.count()).select_from(StoredFile))) == before


def test_a_source_with_one_bad_logo_is_not_saved_at_all(application):
    def work(work):
        good = keep_logo(work, FileRequest(name="dobry.svg", content=LOGO))
        form = source_form(work, source_id(work, "NMF"))
        save_source(work, replace(form, name_pl="Inna", logos=(LogoRequest(sha256=good, name="x"),)))
        keep_logo(work, FileRequest(name="zły.svg", content=HOSTILE["script"].encode()))

    before = application.read(lambda s: source_form(s, source_id(s, "NMF")))
    with pytest.raises(Invalid):
        application.operation("Logo", work)
    assert application.read(lambda s: source_form(s, before.id)) == before
    assert application.read(lambda s: s.scalar(select(func.count()).select_from(StoredFile))) == 0


SHADED = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect fill="#888" width="9" height="9"/></svg>'


@pytest.mark.parametrize(
    ("content", "ink", "why"),
    [(picture("PNG"), "grey", "ma kolory"), (picture("PNG"), "black", "ma kolory"), (SHADED, "black", "ma szarości")],
)
def test_a_version_for_black_printers_has_no_colours(application, tr, content, ink, why):
    with pytest.raises(Invalid) as refused:
        application.operation("Logo", lambda work: keep_logo(work, FileRequest(name="z", content=content), ink))
    assert why in refused.value.text(tr)


def test_a_version_without_colours_is_taken(application):
    for content, ink in ((SHADED, "grey"), (LOGO, "grey"), (LOGO, "black")):
        application.operation(
            "Logo", lambda work, c=content, i=ink: keep_logo(work, FileRequest(name="z", content=c), i)
        )


def test_same_file_is_kept_once_and_taken_off_with_undo(application):
    asset = make_asset(application).id
    for name in ("a.pdf", "b.pdf"):
        application.operation(
            "Added", lambda work, name=name: add_attachment(work, asset, FileRequest(name=name, content=PDF))
        )
    application.operation(
        "Photo", lambda work: add_photo(work, asset, FileRequest(name="x.png", content=picture("PNG")))
    )
    files = application.read(lambda s: asset_details(s, asset)).files
    assert [(file.kind, file.name) for file in files] == [("file", "a.pdf"), ("file", "b.pdf"), ("photo", "x.jpg")]
    assert files[0].sha256 == files[1].sha256
    assert application.read(lambda s: file_content(s, files[0].sha256)).content == PDF
    application.operation("Removed", lambda work: remove_attachment(work, files[0].id))
    application.undo()
    assert len(application.read(lambda s: asset_details(s, asset)).files) == 3


def test_logo_is_kept_as_it_is(application):
    content = picture("PNG")
    sha256 = application.operation(
        "Logo", lambda work: keep_logo(work, FileRequest(name="l.png", content=content))
    ).value
    assert application.read(lambda s: file_content(s, sha256)).content == content
