"""The same stickers by other programs, where they are installed: gLabels in batch mode, and pylabels on ReportLab."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path


def glabels_rate(count: int) -> float | None:
    """Return the labels per second of gLabels with a QR code and no logo; None where it is not installed.

    It slows down with the length of the file.
    """
    program = shutil.which("glabels-3-batch")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        records, design, made = (Path(folder) / name for name in ("labels.csv", "labels.glabels", "labels.pdf"))
        lines = [f"WR/487/{number:06d},Wirówka laboratoryjna {number}\n" for number in range(count)]
        records.write_text("number,name\n" + "".join(lines), encoding="utf-8")
        texts = GLABELS_TEXT.format(x=5, y=24, size=18, field="number") + GLABELS_TEXT.format(
            x=24, y=3, size=9, field="name"
        )
        design.write_text(GLABELS.format(records=records, texts=texts), encoding="utf-8")
        screen = [] if os.environ.get("DISPLAY") or not shutil.which("xvfb-run") else ["xvfb-run", "-a"]
        start = time.perf_counter()
        subprocess.run([*screen, program, "-o", str(made), str(design)], check=True, capture_output=True)
        assert made.stat().st_size > 0
        return count / (time.perf_counter() - start)


def pylabels_rate(count: int) -> float | None:
    """Return the labels per second of pylabels with ReportLab's own QR code; None where it is not installed."""
    try:
        import labels  # type: ignore[import-not-found]
    except ImportError:
        return None
    from reportlab.graphics import shapes
    from reportlab.graphics.barcode.qr import QrCodeWidget

    def draw(label: shapes.Drawing, _width: float, height: float, number: str) -> None:
        code = QrCodeWidget(number, barLevel="Q")
        left, bottom, right, top = code.getBounds()
        side = 50
        turned = [side / (right - left), 0, 0, side / (top - bottom), 14, height - side - 8]
        label.add(shapes.Group(code, transform=turned))
        label.add(shapes.String(14, 12, number, fontSize=24))
        label.add(shapes.String(80, height - 20, "Wirowka laboratoryjna", fontSize=9))

    stock = labels.Specification(210, 297, 3, 8, 70, 36, left_margin=0, top_margin=4.5)
    start = time.perf_counter()
    sheet = labels.Sheet(stock, draw)
    sheet.add_labels(f"WR/487/{number:06d}" for number in range(count))
    sheet.save(io.BytesIO())
    return count / (time.perf_counter() - start)


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
