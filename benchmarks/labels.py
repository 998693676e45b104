"""Labels with QR, text and logo: our file of 10,000 beside pages of ready operators appended to the same fonts."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.figure import Figure
from inventory.base.i18n import translations
from inventory.base.paths import resources
from inventory.labels.data import DrawnData, FundingLabelData, LabelJob, Logo, StickerData
from inventory.labels.drawing import CodeElement, Drawing, LogoElement, TextElement
from inventory.labels.layout import CodeRules, Layout
from inventory.labels.render import write, write_file
from inventory.labels.stock import shipped_stocks
from inventory.labels.template import Template, composed, template

LABELS, MANY, ROUNDS = 10_000, 100_000, 7
GLABELS_RECORDS = 10_000
LOGO = Logo(
    name="mark.svg", media_type="image/svg+xml",
    content=b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="24"><rect width="60" height="24" fill="#036"/>'
    b'<circle cx="30" cy="12" r="8" fill="#fc0"/></svg>',
)  # fmt: skip


def figures(_sizes: list[int]) -> Iterator[Figure]:
    """Yield labels per second against the limit, and the memory of a long file.

    The rounds of both sides alternate and the best of each counts: other load on the machine only slows.
    """
    ready = list(bare_labels(LABELS))
    full, short = replace(job(0), items=tuple(funding(LABELS))), replace(sticker_job(0), items=tuple(stickers(LABELS)))
    own = replace(drawn_job(0), items=tuple(drawn(LABELS)))
    ours, bare, plain, free = [], [], [], []
    for _ in range(ROUNDS):
        bare.append(rate(LABELS, lambda: append_ready(ready)))
        ours.append(rate(LABELS, lambda: write(full, io.BytesIO(), translations("pl"))))
        plain.append(rate(LABELS, lambda: write(short, io.BytesIO(), translations("pl"))))
        free.append(rate(LABELS, lambda: write(own, io.BytesIO(), translations("pl"))))
    limit = max(bare)
    yield Figure(
        name="10,000 labels with QR, text and logo (limit: ready operators)", unit="/s",
        ours=max(ours), bare=limit, least_times=0.15,
    )  # fmt: skip
    yield Figure(name="10,000 asset stickers with QR and text", unit="/s", ours=max(plain), bare=limit)
    yield Figure(
        name="10,000 labels of a drawn layout with QR, text and logo", unit="/s", ours=max(free), bare=limit,
        least_times=0.12,
    )  # fmt: skip
    glabels = glabels_rate()
    if glabels is not None:
        yield Figure(
            name="the same labels against gLabels batch", unit="/s", ours=max(ours), bare=glabels,
            least_times=50,
        )  # fmt: skip
    peak = peak_of_many()
    if peak is not None:
        yield Figure(name="peak memory, a file of 100,000 labels", unit="MB", ours=peak, most=150)


def rate(count: int, work: Callable[[], object]) -> float:
    """Return how many a second of processor time; both sides run on one core, and other load is left out."""
    start = time.process_time()
    work()
    return count / (time.process_time() - start)


def with_logo() -> Template:
    """Return the combined sheet with a QR code."""
    combined = template("sheet-70x36-funding")
    return replace(combined, code=CodeRules(kind="qr", module_mm=0.5))


def job(count: int) -> LabelJob:
    return LabelJob(template=with_logo(), items=funding(count))


def funding(count: int) -> Iterator[FundingLabelData]:
    for number in range(count):
        yield FundingLabelData(
            number=f"WR/487/{number:06d}", name=f"Wirówka laboratoryjna Żywiec {number * 37 % 9999}",
            unit_short="KWP we Wrocławiu", project_number="NMF/PA18/0004",
            fund="Norweski Mechanizm Finansowy 2014–2021", shares=("dotacja 85%", "budżet państwa 15%"), logos=(LOGO,),
        )  # fmt: skip


def sticker_job(count: int) -> LabelJob:
    return LabelJob(template=template("sheet-70x36-qr"), items=stickers(count))


def stickers(count: int) -> Iterator[StickerData]:
    for number in range(count):
        yield StickerData(
            number=f"WR/487/{number:06d}", unit_short="KWP we Wrocławiu",
            name=f"Wirówka laboratoryjna Żywiec {number * 37 % 9999}", serial=f"LT14-{number:08d}", source_mark="NMF",
        )  # fmt: skip


def drawn_job(count: int) -> LabelJob:
    logo = hashlib.sha256(LOGO.content).hexdigest()
    drawing = Drawing(
        width_mm=70, height_mm=36, pictures={logo: LOGO.content},
        elements=(
            CodeElement(x_mm=3, y_mm=2, width_mm=24, height_mm=24),
            LogoElement(
                x_mm=50, y_mm=15, width_mm=16, height_mm=8, sha256=logo, name=LOGO.name, media_type=LOGO.media_type
            ),
            TextElement(x_mm=5, y_mm=27, width_mm=60, height_mm=8, field="number", face="bold", points=24, floor=10),
            TextElement(x_mm=28, y_mm=3, width_mm=38, height_mm=11, field="name", points=11, rule="wrap"),
        ),
    )  # fmt: skip
    layout = Layout(key="own", name="Own", form="drawn", stocks=("sheet-70x36",), drawing=drawing)
    return LabelJob(template=composed(layout, shipped_stocks()["sheet-70x36"]), items=drawn(count))


def drawn(count: int) -> Iterator[DrawnData]:
    for number in range(count):
        name = f"Wirówka laboratoryjna Żywiec {number * 37 % 9999}"
        yield DrawnData(number=f"WR/487/{number:06d}", texts={"name": name})


def bare_labels(count: int) -> Iterator[tuple[str, str, str]]:
    """Yield number, name and ready code operators; making them is not measured."""
    import zxingcpp

    for number in range(count):
        text = f"WR/487/{number:06d}"
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
        pixels = memoryview(made.to_image(add_quiet_zones=False))
        side, flat = pixels.shape[1], pixels.tobytes()
        rows = [flat[y * side : (y + 1) * side] for y in range(side)]
        ops = "".join(
            f"{run.start()} {side - 1 - y} {run.end() - run.start()} 1 re\n"
            for y, row in enumerate(rows)
            for run in re.finditer(rb"\x00+", row)
        )
        yield text, f"Wirowka laboratoryjna Zywiec {number * 37 % 9999}", ops


def append_ready(labels: list[tuple[str, str, str]]) -> int:
    """Append pages of 24 labels to a ReportLab file that holds font and logo: the least that can be done."""
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    seed = io.BytesIO()
    canvas = Canvas(seed, pagesize=(595.27, 841.89), invariant=1)
    font = TTFont("Plex", str(resources() / "fonts" / "IBMPlexSansCondensed-Regular.ttf"))
    font.splitString("abcdefghijklmnopqrstuvwxyz", canvas._doc)
    name = font.getSubsetInternalName(0, canvas._doc)
    canvas.beginForm("logo", 0, 0, 60, 24)
    canvas.rect(0, 0, 60, 24, fill=1)
    canvas.circle(30, 12, 8, fill=1)
    canvas.endForm()
    canvas.doForm("logo")
    canvas.save()
    out = io.BytesIO()
    out.write(seed.getvalue())
    label = (
        "q 1 0 0 1 %.3f %.3f cm q 1.42 0 0 1.42 14 60 cm\n%sf Q BT "
        f"{name} 7 Tf 80 90 Td (KWP we Wroclawiu) Tj 0 -10 Td {name} 9 Tf (%s) Tj {name} 6 Tf 0 -9 Td (%s) Tj 0 -9 Td "
        "(NMF/PA18/0004) Tj 0 -9 Td (Norweski Mechanizm Finansowy) Tj ET q .5 0 0 .5 160 10 cm /FormXob.logo Do Q Q\n"
    )
    offsets = []
    for first in range(0, len(labels), 24):
        page = "".join(
            label % (n % 3 * 198.4, 740 - n // 3 * 102.0, ops, number, text)
            for n, (number, text, ops) in enumerate(labels[first : first + 24])
        )
        content = zlib.compress(page.encode("latin-1"), 6)
        offsets.append(out.tell())
        head = b"%d 0 obj\n<</Filter/FlateDecode/Length %d>>stream\n" % (100 + first, len(content))
        out.write(head + content + b"\nendstream\nendobj\n")
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n<</Type/Page/Contents %d 0 R>>\nendobj\n" % (101 + first, 100 + first))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    return out.tell()


def glabels_rate() -> float | None:
    """Return the labels per second of gLabels with a QR code and no logo; None where it is not installed.

    10,000 records, as the figure asks: gLabels slows down with the length of the file.
    """
    program = shutil.which("glabels-3-batch")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        records, design, made = (Path(folder) / name for name in ("labels.csv", "labels.glabels", "labels.pdf"))
        lines = [f"WR/487/{number:06d},Wirówka laboratoryjna {number}\n" for number in range(GLABELS_RECORDS)]
        records.write_text("number,name\n" + "".join(lines), encoding="utf-8")
        texts = GLABELS_TEXT.format(x=5, y=24, size=18, field="number") + GLABELS_TEXT.format(
            x=24, y=3, size=9, field="name"
        )
        design.write_text(GLABELS.format(records=records, texts=texts), encoding="utf-8")
        screen = [] if os.environ.get("DISPLAY") or not shutil.which("xvfb-run") else ["xvfb-run", "-a"]
        start = time.perf_counter()
        subprocess.run([*screen, program, "-o", str(made), str(design)], check=True, capture_output=True)
        assert made.stat().st_size > 0
        return GLABELS_RECORDS / (time.perf_counter() - start)


GLABELS = """<?xml version="1.0"?>
<Glabels-document xmlns="http://glabels.org/xmlns/3.0/">
<Template brand="Sheet" part="3x8" size="A4" description="3x8">
<Label-rectangle id="0" width="70mm" height="36mm" round="0mm" x_waste="0mm" y_waste="0mm">
<Layout nx="3" ny="8" x0="0mm" y0="4.5mm" dx="70mm" dy="36mm"/></Label-rectangle></Template>
<Objects id="0" rotate="False">
{texts}
<Object-barcode x="5mm" y="3mm" w="16mm" h="16mm" backend="libqrencode" style="IEC18004" text="False" checksum="True"
 color="0x000000ff" field="number" a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"/>
</Objects>
<Merge type="Text/Comma/Line1Keys" src="{records}"/>
</Glabels-document>
"""
GLABELS_TEXT = """<Object-text x="{x}mm" y="{y}mm" w="60mm" h="9mm" justify="Left" valign="Top" auto_shrink="False"
 a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"><Span font_family="DejaVu Sans" font_size="{size}" font_weight="Regular"
 font_italic="False" color="0x000000ff" line_spacing="1"><Field name="{field}"/></Span></Object-text>"""


def peak_of_many() -> float | None:
    """Return the peak memory in MB of a process that writes 100,000 labels; None where the system does not say."""
    if not Path("/proc/self/status").exists():
        return None
    command = [sys.executable, "-c", "from benchmarks.labels import write_many; write_many()"]
    answer = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=os.environ)
    return float(answer.stdout)


def write_many() -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = write_file(job(MANY), Path(folder) / "labels.pdf", translations("pl"))
    assert result.labels == MANY
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert peak is not None
    print(int(peak[1]) / 1024)
