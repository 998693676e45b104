"""Files that pretend to be logos: drawings that load, run, explode or make no sense, pictures that lie."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.labels.made import picture, png_of_size

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20" '
    'viewBox="0 0 20 20"'
)
BOMB = "".join(f'<g id="g{n + 1}">' + f'<use xlink:href="#g{n}"/>' * 10 + "</g>" for n in range(7))
RECT = '<rect width="5" height="5"/>'
STOPS = "".join(f'<stop offset="{n / 4000}" stop-color="#{n:06x}"/>' for n in range(4000))
GRADED = '<rect width="20" height="20" fill="url(#g)"/>'
DOUBLED = "".join(f'<g id="g{n + 1}"><use href="#g{n}"/><use href="#g{n}"/></g>' for n in range(9))
NAMES = " ".join(f'a{n}="1"' for n in range(60000))
HOSTILE = {
    "script": f"{OPEN}><script>alert(1)</script></svg>",
    "event": f'{OPEN} onload="alert(1)"><rect width="1" height="1"/></svg>',
    "picture from the net": f'{OPEN}><image xlink:href="http://127.0.0.1/x.png" width="5" height="5"/></svg>',
    "picture from disk": f'{OPEN}><image href="file:///etc/passwd" width="5" height="5"/></svg>',
    "use from elsewhere": f'{OPEN}><use xlink:href="http://127.0.0.1/x.svg#a"/></svg>',
    "style import": f'{OPEN}><style>@import "http://127.0.0.1/a.css";</style><rect width="5" height="5"/></svg>',
    "style url": f"{OPEN}><style>rect{{fill:url(http://127.0.0.1/b)}}</style><rect width='5' height='5'/></svg>",
    "style escape": f"{OPEN}><style>rect{{fill:u\\72l(http://127.0.0.1/b)}}</style><rect width='5' height='5'/></svg>",
    "attribute url": f'{OPEN}><rect style="fill:url(http://127.0.0.1/b)" width="5" height="5"/></svg>',
    "document type": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{OPEN}><desc>&x;</desc></svg>',
    "laughs": f'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>{OPEN}><desc>&b;</desc></svg>',
    "style sheet": f'<?xml-stylesheet href="http://127.0.0.1/a.css"?>{OPEN}><rect width="5" height="5"/></svg>',
    "foreign object": f"{OPEN}><foreignObject><rect width='1' height='1'/></foreignObject></svg>",
    "huge": '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"><rect width="1e9" height="1e9"/></svg>',
    "deep": f"{OPEN}>" + "<g>" * 20000 + "</g>" * 20000 + "</svg>",
    "many": f"{OPEN}>" + '<rect width="1" height="1"/>' * 6000 + "</svg>",
    "use bomb": f'{OPEN}><defs><g id="g0"><rect width="1" height="1"/></g>{BOMB}</defs><use xlink:href="#g7"/></svg>',
    "large": f"{OPEN}><desc>{'x' * 1_100_000}</desc></svg>",
    "broken": f"{OPEN}><rect></svg>",
    "empty": f"{OPEN}></svg>",
    "letters": f'{OPEN}><text y="9">Logo</text></svg>',
    "endless number": f'{OPEN}><path d="M 0 0 L inf 5"/></svg>',
    "no number": f'{OPEN}><rect width="nan" height="5"/></svg>',
    "number beyond all": f'{OPEN}><circle r="1e308"/></svg>',
    "number of 400 digits": f'{OPEN}><rect width="{"9" * 400}" height="5"/></svg>',
    "number beyond all in a style": f'{OPEN}><rect style="stroke-width:1e308" width="5" height="5"/></svg>',
    "view box without end": f"{OPEN.replace('0 0 20 20', '0 0 1e300 1e300')}>{RECT}</svg>",
    "view box of nothing": f"{OPEN.replace('0 0 20 20', '0 0 nan nan')}>{RECT}</svg>",
    "stretched without end": f'{OPEN}><g transform="scale(1e308)">{RECT}</g></svg>',
    "stretched to nothing": f'{OPEN}><g transform="scale(0)">{RECT}</g></svg>',
    "transformed for ever": f'{OPEN}><g transform="{"rotate(1)" * 20000}">{RECT}</g></svg>',
    "path without a start": f'{OPEN}><path d="L 5 5"/></svg>',
    "path of letters": f'{OPEN}><path d="M{"1e" * 400000}"/></svg>',
    "path of 180,000 numbers": f'{OPEN}><path d="M0 0 {"L1 1 L2 2 " * 45000}"/></svg>',
    "10,000 arcs": f'{OPEN}><path d="M0 0 {"a1 2 0 1 1 3 3 " * 10000}"/></svg>',
    "200,000 points": f'{OPEN}><polygon points="{"1,2 " * 200000}"/></svg>',
    "dashes of nothing": f'{OPEN}><rect width="5" height="5" stroke="#000" stroke-dasharray="0,0"/></svg>',
    "gradient of 4,000 stops": f'{OPEN}><linearGradient id="g">{STOPS}</linearGradient>{GRADED}</svg>',
    "gradient without a place": f'{OPEN}><linearGradient id="g"><stop offset="nan"/></linearGradient>{GRADED}</svg>',
    "doubled nine times": f'{OPEN}><g id="g0">{RECT * 200}</g>{DOUBLED}<use href="#g9"/></svg>',
    "itself in itself": f'{OPEN}><g id="a">{RECT}<use href="#b"/></g><g id="b"><use href="#a"/></g></svg>',
    "60,000 attributes": f"{OPEN}><rect {NAMES}/></svg>",
    "60,000 rules": f"{OPEN}><style>{'.a{fill:#fff}' * 60000}</style>{RECT}</svg>",
    "rule in a rule": f"{OPEN}><style>{':not(' * 5000}a{')' * 5000}{{fill:red}}</style>{RECT}</svg>",
    "unknown letters": f"<?xml version='1.0' encoding='zzz'?>{OPEN}>{RECT}</svg>",
    "letters of seven bits": f"<?xml version='1.0' encoding='UTF-7'?>{OPEN}>{RECT}</svg>",
    "unknown entity": f"{OPEN}><desc>&x;</desc>{RECT}</svg>",
    "included file": f'{OPEN}><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/></svg>',
    "animation": f'{OPEN}><rect width="5" height="5"><set attributeName="x" to="9"/></rect></svg>',
    "thread": f'{OPEN.replace("20", "1000", 1)}><rect width="1000" height="1"/></svg>',
    "hidden shape": f'{OPEN} xmlns:a="urn:a"><a:image href="#x"/><a:rect width="1" height="1"/></svg>',
}


def saved(image: Image.Image, format_: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format_, **options)
    return buffer.getvalue()


def lying_jpeg(side: int) -> bytes:
    """Return a JPEG of 64 × 64 pixels whose header claims more."""
    honest = saved(Image.new("RGB", (64, 64), "red"), "JPEG")
    at = honest.index(b"\xff\xc0") + 5
    return honest[:at] + struct.pack(">HH", side, side) + honest[at + 4 :]


def png_with(kind: bytes, data: bytes) -> bytes:
    """Return a PNG with one more part before its pixels."""
    part = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    whole = picture()
    at = whole.index(b"IDAT") - 4
    return whole[:at] + part + whole[at:]


def unpacking_to(megabytes: int) -> bytes:
    packer = zlib.compressobj()
    return b"".join([packer.compress(bytes(1_000_000)) for _ in range(megabytes)]) + packer.flush()


PICTURES = {
    "claims 60000 x 60000": png_of_size(60000, 60000),
    "claims nothing": png_of_size(0, 0),
    "cut png": picture()[:60],
    "cut jpeg": picture(format_="JPEG")[:400],
    "claims more than it holds": png_of_size(9000, 6000),
    "claims 65000 in a jpeg": lying_jpeg(65000),
    "text that unpacks to 200 MB": png_with(b"zTXt", b"k\0\0" + unpacking_to(200)),
    "colours that unpack to 200 MB": png_with(b"iCCP", b"k\0\0" + unpacking_to(200)),
    "clear": saved(Image.new("RGBA", (40, 20))),
    "white": saved(Image.new("RGB", (40, 20), "white")),
    "one pixel wide": saved(Image.new("RGB", (1, 500))),
    "a thousand times as wide as high": saved(Image.new("RGB", (5000, 5))),
    "gif": b"GIF89a" + b"\0" * 100,
    "tiff": picture(format_="TIFF"),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "text": b"hello",
    "nothing": b"",
    "program": b"MZ\x90\0" * 40,
}
