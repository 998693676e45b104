"""Drawing a handover protocol, beside a bare canvas that draws the same items as plain rows with wrapping."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figure import Figure, measure
from inventory.base.i18n import translations
from inventory.base.paths import resources
from inventory.documents.clauses import handover_statement
from inventory.documents.data import HandoverData, Header, ItemData, PartyData, UnitData
from inventory.documents.render import render

_WIDTHS = (24, 90, 150, 75, 60, 115)
_CONDITIONS = ("dobry", "ślady używania", "stan dobry po przeglądzie")
_NAMES = (
    "Laptop terenowy 14″ z oprogramowaniem",
    "Monitor 24″",
    "Drukarka przenośna A4",
    "Przełącznik zarządzalny 48 portów",
)
_REMARKS = "przegląd w pracowni, torba i zasilacz w komplecie, gwarancja przedłużona"


def figures(sizes: Sequence[int]) -> Iterator[Figure]:  # noqa: ARG001 - a paper does not depend on the register
    """Measure handovers of 10, 1,000 and 5,000 items; the file holds both copies."""
    pdfmetrics.registerFont(TTFont("Bare", str(resources() / "fonts" / "DejaVuSans.ttf")))
    tr = translations("pl")
    for count, runs, bound in ((10, 25, 1.5), (1000, 7, 2.0), (5000, 3, None)):
        data = _handover(count)
        bare, ours = _by_turns(partial(_bare, data.items), partial(render, "handover", data, tr), runs)
        yield Figure(name=f"handover of {count} items", ours=ours, bare=bare, most_times=bound)
    shorter, longer = (partial(render, "handover", _handover(count), tr) for count in (1000, 5000))
    one, five = _by_turns(shorter, longer, 5)
    yield Figure(name="handover: 5,000 items beside 1,000", ours=five, bare=one, most_times=5.5)


def _by_turns(bare: Callable[[], object], ours: Callable[[], object], runs: int) -> tuple[float, float]:
    """Return the best milliseconds of both, measured by turns so that other load falls on both alike."""
    rounds = [(measure(bare, runs=1), measure(ours, runs=1)) for _ in range(runs)]
    return min(first.median for first, _ in rounds), min(second.median for _, second in rounds)


def _handover(count: int) -> HandoverData:
    made = datetime(2025, 11, 18, 9, 42, tzinfo=UTC)
    unit = UnitData(name="Komenda Wojewódzka Policji we Wrocławiu", cell="Sekcja Logistyki", city="Wrocław")
    return HandoverData(
        header=Header(
            unit=unit,
            number="P/0098/2025",
            document_date=date(2025, 11, 18),
            place_city="Wrocław",
            entered_at=made,
            printed_at=made,
            program="Ewidencja sprzętu 1.0.0",
            template="P-1",
        ),
        giver=PartyData(rank="mł. asp.", name="Maria Lipowa", cell="Sekcja Logistyki"),
        receiver=PartyData(rank="sierż.", name="Ewa Sosnowska", cell="Wydział ds. Cudzoziemców", hr_id="104217"),
        handed_on=date(2025, 11, 18),
        items=tuple(_item(index) for index in range(count)),
        statement=handover_statement("officer", "Sekcja Logistyki", translations("pl")),
    )


def _item(index: int) -> ItemData:
    return ItemData(
        number=f"INW/2025/{index:06d}",
        name=f"{_NAMES[index % len(_NAMES)]} {index}",
        serial=f"SN{index * 2654435761 & 0xFFFFFFFF:08X}",
        unit="szt.",
        condition=_CONDITIONS[index % len(_CONDITIONS)],
        remarks=_REMARKS,
        gross=648_000 + index,
    )


def _bare(items: Sequence[ItemData]) -> bytes:
    """Draw the same words as rows of boxes: no header, no code, no sums, no second copy."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    y = 780.0
    canvas.setFont("Bare", 14)
    canvas.drawString(40, y, "Protokół zdawczo-odbiorczy nr 98/2025")
    y -= 50
    canvas.setFont("Bare", 8)
    for index, item in enumerate(items, 1):
        texts = (str(index), item.number, item.name, item.serial, item.condition, item.remarks)
        cells = [_wrapped(text, width - 6) for text, width in zip(texts, _WIDTHS, strict=True)]
        height = 10 * max(map(len, cells)) + 4
        if y - height < 50:
            canvas.showPage()
            canvas.setFont("Bare", 8)
            y = 800.0
        x = 40.0
        for lines, width in zip(cells, _WIDTHS, strict=True):
            canvas.rect(x, y - height, width, height)
            for number, line in enumerate(lines):
                canvas.drawString(x + 3, y - 10 - 10 * number, line)
            x += width
        y -= height
    canvas.save()
    return buffer.getvalue()


def _wrapped(text: str, width: float) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if pdfmetrics.stringWidth(longer, "Bare", 8) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]
