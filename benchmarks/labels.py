"""Labels with QR, text and logo: our file of 10,000 beside pages of ready operators appended to the same fonts."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.label_peers import glabels_rate, pylabels_rate
from inventory.base.i18n import translations
from inventory.base.paths import resources
from inventory.labels.data import DrawnData, FundingLabelData, LabelJob, Logo, StickerData
from inventory.labels.drawing import CodeElement, Drawing, LogoElement, TextElement
from inventory.labels.layout import CodeRules, Layout
from inventory.labels.render import alone_on_page, write, write_file
from inventory.labels.stock import shipped_stocks
from inventory.labels.template import Template, composed, template

LABELS, FEW, MANY, ROUNDS = 10_000, 1_000, 100_000, 7


def _mark() -> bytes:
    """Return a logo as most units have it, a small PNG."""
    from PIL import Image

    picture, stream = Image.new("RGB", (600, 240), "#003366"), io.BytesIO()
    picture.paste("#ffcc00", (260, 80, 340, 160))
    picture.save(stream, "PNG")
    return stream.getvalue()


LOGO = Logo(name="mark.png", media_type="image/png", content=_mark())


def figures(_sizes: list[int]) -> Iterator[Figure]:
    """Yield stickers per second, bytes and memory against the limits.

    The rounds of both sides alternate and the best of each counts: other load on the machine only slows.
    """
    kinds = {
        "asset stickers with QR, number, name and logo, A4": (drawn_job("sheet-70x36"), 24, 0.2),
        "asset stickers with QR, number, name and logo, roll": (drawn_job("sheet-70x36", roll=True), 1, 0.25),
        "asset stickers with QR, number and name, A4": (sticker_job(), 24, None),
        "stickers and funding labels in one, A4": (funding_job(), 24, None),
    }
    ready = list(bare_labels(LABELS))
    ours: dict[str, float] = dict.fromkeys(kinds, 0.0)
    bare: dict[int, float] = {24: 0.0, 1: 0.0}
    sizes: dict[str | int, int] = {}
    for _ in range(ROUNDS):
        for per_page, best in bare.items():
            made, sizes[per_page] = rate(LABELS, partial(append_ready, ready, per_page))
            bare[per_page] = max(best, made)
        for name, (job, _per_page, _goal) in kinds.items():
            made, sizes[name] = rate(LABELS, partial(_written, job))
            ours[name] = max(ours[name], made)
    for name, (_job, per_page, goal) in kinds.items():
        yield Figure(name=f"10,000 {name}", unit="/s", ours=ours[name], bare=bare[per_page], least_times=goal)
    for name, (_job, per_page, goal) in kinds.items():
        if goal:
            # The limit writes the least vector way that was measured (performance.md A4).
            yield Figure(
                name=f"bytes a sticker: {name}", unit="B", ours=sizes[name] / LABELS, bare=sizes[per_page] / LABELS,
                most_times=1.2,
            )  # fmt: skip
    yield from _peers()
    yield from _memory()


def _peers() -> Iterator[Figure]:
    """Yield whole programs beside whole programs: starting them is part of the time."""
    for count, least in ((FEW, 8), (LABELS, 80)):
        mine, glabels = program_rate(count), glabels_rate(count)
        if glabels is not None:
            name = f"{count} stickers beside gLabels batch, programs started"
            yield Figure(name=name, unit="/s", ours=mine, bare=glabels, least_times=least)
    pylabels = pylabels_rate(FEW)
    if pylabels is not None:
        yield Figure(name=f"{FEW} stickers beside pylabels", unit="/s", ours=program_rate(FEW), bare=pylabels)


def _memory() -> Iterator[Figure]:
    few, many = peak_of(FEW), peak_of(MANY)
    if few is not None and many is not None:
        yield Figure(
            name=f"peak memory, a file of {MANY} stickers beside {FEW}", unit="MB", ours=many, bare=few, most=100,
            most_times=1.2,
        )  # fmt: skip


def _written(job: LabelJob) -> int:
    stream = io.BytesIO()
    write(job, stream, translations("pl"))
    return stream.tell()


def rate(count: int, work: Callable[[], int]) -> tuple[float, int]:
    """Return how many a second of processor time and what `work` returns; other load is left out."""
    start = time.process_time()
    answer = work()
    return count / (time.process_time() - start), answer


def with_logo() -> Template:
    """Return the combined sheet with a QR code."""
    combined = template("sheet-70x36-funding")
    return replace(combined, code=CodeRules(kind="qr", module_mm=0.5))


def funding_job() -> LabelJob:
    return LabelJob(template=with_logo(), items=tuple(funding(LABELS)))


def funding(count: int) -> Iterator[FundingLabelData]:
    for number in range(count):
        yield FundingLabelData(
            number=f"WR/487/{number:06d}", name=f"Wirówka laboratoryjna Żywiec {number * 37 % 9999}",
            unit_short="KWP we Wrocławiu", project_number="NMF/PA18/0004",
            fund="Norweski Mechanizm Finansowy 2014–2021", shares=("dotacja 85%", "budżet państwa 15%"), logos=(LOGO,),
        )  # fmt: skip


def sticker_job() -> LabelJob:
    return LabelJob(template=template("sheet-70x36-qr"), items=tuple(stickers(LABELS)))


def stickers(count: int) -> Iterator[StickerData]:
    for number in range(count):
        yield StickerData(
            number=f"WR/487/{number:06d}", unit_short="KWP we Wrocławiu",
            name=f"Wirówka laboratoryjna Żywiec {number * 37 % 9999}", serial=f"LT14-{number:08d}", source_mark="NMF",
        )  # fmt: skip


def drawn_job(stock: str, *, roll: bool = False) -> LabelJob:
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
    used = shipped_stocks()[stock]
    return LabelJob(template=composed(layout, alone_on_page(used) if roll else used), items=tuple(drawn(LABELS)))


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


def append_ready(labels: list[tuple[str, str, str]], per_page: int) -> int:
    """Append pages of labels to a ReportLab file that holds font and logo: the least that can be done."""
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
    for first in range(0, len(labels), per_page):
        page = "".join(
            label % (n % 3 * 198.4, 740 - n // 3 * 102.0, ops, number, text)
            for n, (number, text, ops) in enumerate(labels[first : first + per_page])
        )
        content = zlib.compress(page.encode("latin-1"), 6)
        offsets.append(out.tell())
        head = b"%d 0 obj\n<</Filter/FlateDecode/Length %d>>stream\n" % (100 + 2 * first, len(content))
        out.write(head + content + b"\nendstream\nendobj\n")
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n<</Type/Page/Contents %d 0 R>>\nendobj\n" % (101 + 2 * first, 100 + 2 * first))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    return out.tell()


def program_rate(count: int) -> float:
    """Return the stickers per second of a process of our own, its start included."""
    start = time.perf_counter()
    _process(count)
    return count / (time.perf_counter() - start)


def peak_of(count: int) -> float | None:
    """Return the peak memory in MB of a process that writes so many stickers; None where the system does not say."""
    return float(_process(count)) if Path("/proc/self/status").exists() else None


def _process(count: int) -> str:
    command = [sys.executable, "-c", f"from benchmarks.labels import write_many; write_many({count})"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=os.environ).stdout


def write_many(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        job = replace(drawn_job("sheet-70x36"), items=drawn(count))
        result = write_file(job, Path(folder) / "labels.pdf", translations("pl"))
    assert result.labels == count
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8")) if status.exists() else None
    print(int(peak[1]) / 1024 if peak is not None else 0)
