"""Made-up labels for the tests: the longest texts of a Polish register, logos, hostile files."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace

from PIL import Image

from inventory.labels.data import FundingLabelData, LabelData, Logo, StickerData
from inventory.labels.fit import longest_number
from inventory.labels.render import alone_on_page
from inventory.labels.template import Template, load_templates

TEMPLATES = list(load_templates().values())
KEYS = [template.key for template in TEMPLATES]
MANY_LETTERS = "KWPWR/ST/487/0012/26-ZAŁ/0001/AB".replace("Ł", "L")
# Letters and digits that Code 128 cannot pack in pairs: the worst it can be given.
UNPACKED = "WR/4A7/0B1-2C3D4E5F/6G7H8J9K0L1M"


def longest(template: Template) -> str:
    """Return a number of as many characters as the template states."""
    number = (UNPACKED if template.code.kind == "code128" else MANY_LETTERS)[: longest_number(template)]
    assert len(number) == longest_number(template)
    return number


def picture(width: int = 320, height: int = 160, format_: str = "PNG", mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, 0, width, height // 2))
    image.convert(mode).save(buffer, format_)
    return buffer.getvalue()


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20"><defs>'
    b'<linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#00f"/></linearGradient>'
    b'<style>.a{fill:#ba0c2f}</style></defs><rect class="a" width="20" height="20"/>'
    b'<rect x="20" fill="url(#g)" width="20" height="20"/></svg>'
)


def logo(content: bytes = SVG, media_type: str = "image/svg+xml", **rules: float) -> Logo:
    return Logo(name="znak darczyńcy.svg", content=content, media_type=media_type, **rules)


def sticker(number: str = "WR/487/0012", **fields: str) -> StickerData:
    usual = {
        "unit_short": "KWP we Wrocławiu", "unit_abbreviation": "KWP Wr.", "name": "Laptop terenowy 14″",
        "serial": "LT14-23-00912", "source_mark": "NMF",
    }  # fmt: skip
    return StickerData(number=number, **(usual | fields))


TITLE = "Integracja dla bezpieczeństwa – współpraca międzynarodowa w zakresie praw podstawowych"


def funding(number: str = "WR/487/0012", **fields: object) -> FundingLabelData:
    usual = {
        "statement_pl": f"Projekt nr NMF/PA18/0004 pn. „{TITLE}” korzysta z dofinansowania otrzymanego od Norwegii "
        "w ramach Norweskiego Mechanizmu Finansowego 2014–2021",
        "project_number": "NMF/PA18/0004", "project_title": TITLE,
        "slogan": "Working together for a green, competitive and inclusive Europe",
        "shares": ("Dofinansowanie 85%", "pozostałe 15% – budżet państwa"),
        "shares_short": ("dotacja 85%", "budżet państwa 15%"),
        "beneficiary": "KWP we Wrocławiu – partner projektu", "url": "eeagrants.org", "name": "Laptop terenowy 14″",
        "unit_short": "KWP we Wrocławiu", "fund": "Norweski Mechanizm Finansowy 2014–2021",
        "logos": (logo(), logo(picture(), "image/png")),
    }  # fmt: skip
    return FundingLabelData(number=number, **(usual | fields))


def usual(template: Template, number: str = "WR/487/0012") -> LabelData:
    return sticker(number) if template.purpose == "asset" else funding(number)


def fullest(template: Template) -> LabelData:
    """Return the label with the longest number the template states and the longest Polish texts."""
    number = longest(template)
    name = "Urządzenie wielofunkcyjne A3 z podajnikiem dokumentów, źródłem światła i żółtą obudową ąęćłńóśźż"
    unit = "Komenda Wojewódzka Policji we Wrocławiu, Wydział Zaopatrzenia"
    if template.purpose == "asset":
        return sticker(number, name=name, unit_short=unit, serial="UW-1861-2024-000377-ABCDEF-99", source_mark="FBW+BP")
    return funding(
        number,
        name=name,
        unit_short=unit,
        statement_en="The project benefits from a grant received from Norway under the Norwegian Financial Mechanism",
        programme="Program „Sprawy wewnętrzne”, obszar: współpraca policyjna i zwalczanie przestępczości",
        project_title=TITLE,
    )


def alone(template: Template) -> Template:
    """Return the template as a roll, so that the page is the label."""
    return replace(template, stock=alone_on_page(template.stock))


def png_of_size(width: int, height: int, rows: bytes = b"\0" * 200) -> bytes:
    """Return a PNG whose header claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
