"""What the page of labels asks the register, on reader and writer threads: items, the plan, pictures, the file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from inventory.base.errors import UserError
from inventory.base.i18n import Message, translations
from inventory.catalogue.query import Query, parse
from inventory.labels.check import CodeCheck, check_code
from inventory.labels.data import LabelData
from inventory.labels.fit import usual_label
from inventory.labels.inks import COLOUR
from inventory.labels.render import label_preview
from inventory.labels.sending import Destination
from inventory.labels.template import Template
from inventory.services.job_keeping import JobKeeper, Why
from inventory.services.label_designs import Designs, designs
from inventory.services.label_plan import Labelled, LabelPlan, labelled, page_preview, plan, sample
from inventory.services.label_request import LabelRequest
from inventory.services.print_jobs import form_of, known_reason, reprinted
from inventory.services.printing import Written, output_of, write_labels
from inventory.ui.operations import Job
from inventory.ui.pdf_pages import PageImage, render
from inventory.ui.screens.label_choice import Choice, Item
from inventory.ui.widgets.reference import Option

MOST = 30
# Labels of a roll in sight at once.
ROLL_SHOWN = 4
_CHUNK = 1_000
_FIELDS = ("id", "number", "name")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One label drawn: its image, what its code is, or why it cannot be drawn."""

    image: PageImage | None
    check: CodeCheck | None = None
    fault: Message | None = None


class LabelRegister:
    """Reads and prints for the page; every method may run on another thread."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._kept = JobKeeper(application)

    def items(self, ids: Sequence[int] = (), query: Query | str | None = None) -> list[Item]:
        """Return assets by id, or all that answer a query, in order."""
        if query is not None:
            ids = self._application.listing.ids(parse(query) if isinstance(query, str) else query)
        found: list[Item] = []
        for start in range(0, len(ids), _CHUNK):
            page = self._application.listing.page(ids[start : start + _CHUNK], _FIELDS)
            found += [Item(row[0], row[1], row[2]) for row in page if row[1] is not None]
        return found

    def designs(self) -> Designs:
        """Return the stocks and layouts there are."""
        found: Designs = self._application.read(designs)
        return found

    def by_code(self, code: str) -> list[Item]:
        """Return the assets of a scanned code."""
        return self.items(self._application.listing.by_code(code))

    def options(self, words: str) -> list[Option]:
        """Return assets that match words, to choose from."""
        ids = self._application.listing.ids(parse(words), limit=MOST)
        return [
            Option(Item(*row), row[1], row[2])
            for row in self._application.listing.page(ids, _FIELDS)
            if row[1] is not None
        ]

    def labelled(self, choice: Choice) -> Labelled:
        """Return which of the items ticked get labels."""
        asked, tr = request_of(choice), translations(choice.language)
        who: Labelled = self._application.read(lambda session: labelled(session, asked, tr))
        return who

    def plan(self, choice: Choice, who: Labelled) -> LabelPlan:
        """Return what would be printed, for those who get labels."""
        asked, tr = request_of(choice, ids=()), translations(choice.language)
        made: LabelPlan = self._application.read(lambda session: plan(session, asked, tr, known=who))
        return made

    def picture(self, template: Template, asset_id: int | None, dpi: int, language: str, scale: float) -> Picture:
        """Draw the label of an asset at `scale` pixels a point; without an asset a made-up one."""
        tr = translations(language)
        data: LabelData | None = usual_label(template) if template.purpose == "asset" else None
        if asset_id is not None:
            data = self._application.read(lambda session: sample(session, asset_id, template, tr))
        if data is None:
            return Picture(image=None)
        try:
            pdf = label_preview(data, template, tr, dpi=dpi)
            check = check_code(data, template, tr, dpi=dpi) if asset_id is not None else None
        except UserError as error:
            return Picture(image=None, fault=error.message)
        return Picture(image=render(pdf, 0, scale), check=check)

    def page(self, choice: Choice, who: Labelled | None, page: int, scale: float) -> list[PageImage]:
        """Draw a sheet, or the labels of a roll in sight; nothing where they cannot be drawn.

        While it is not known who gets labels, the first page is drawn of the first items.
        """
        roll = choice.template.kind == "roll"
        fields = ROLL_SHOWN if roll else choice.template.per_page
        start = choice.start if page == 0 and not roll else 1
        slot = max(0, page * fields - (0 if roll else choice.start - 1))
        room = fields - start + 1
        ids, skip = _assets_from(choice, who, slot, room)
        asked, tr = request_of(choice, ids=ids, start=start), translations(choice.language)
        try:
            pdf: bytes = self._application.read(
                lambda session: page_preview(session, asked, tr, skip=skip, fields=room)
            )
        except UserError:
            return []
        return [render(pdf, number, scale) for number in range(min(room, _pages(pdf)) if roll else 1)]

    def pdf(self, choice: Choice, progress: Callable[[int, int], None]) -> tuple[bytes, Written]:
        """Return the labels as PDF in memory, for a printer."""
        asked, tr = request_of(choice), translations(choice.language)
        stream = io.BytesIO()
        written = self._application.read(lambda s: write_labels(s, asked, stream, tr, progress=progress))
        return stream.getvalue(), written

    def send(
        self, choice: Choice, target: str, why: Why, progress: Callable[[int, int], None],
        paint: Callable[[bytes, Callable[[int, int], object]], object],
    ) -> int:  # fmt: skip
        """Print by `paint`, which gets the PDF and tells the pages done, and return the job's id."""
        pdf, written = self.pdf(choice, progress)
        return self._kept.printing(written, target, why, lambda told: paint(pdf, told), progress)

    def send_zpl(self, choice: Choice, target: str, why: Why, job: Job, where: Destination) -> int:
        """Send the labels as ZPL, and return the job's id; nothing is ever sent twice by itself."""
        asked, tr = request_of(choice), translations(choice.language)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "labels.zpl"
            with file.open("wb", 1 << 20) as stream:
                written = self._application.read(
                    lambda s: write_labels(s, asked, stream, tr, output="zpl", progress=job.progress)
                )

            def send(told: Callable[[int, int], object]) -> object:
                return where.send(file, progress=told, cancelled=job.cancelled)

            return self._kept.printing(written, target, why, send, job.progress)

    def save(self, choice: Choice, path: Path, why: Why, progress: Callable[[int, int], None]) -> int:
        """Write the labels to a file and return the job's id; the file takes its name only once the job is kept."""
        asked, tr = request_of(choice), translations(choice.language)

        def write(stream: BinaryIO) -> Written:
            written: Written = self._application.read(
                lambda s: write_labels(s, asked, stream, tr, output=output_of(path), progress=progress)
            )
            return written

        return self._kept.saving(path, why, write)

    def reprinted(self, choice: Choice) -> tuple[int, str]:
        """Return how many assets chosen have their label already, and the reason that is known for the others."""
        ids, form = [item.asset_id for item in choice.ticked()], form_of(choice.template, choice.also)
        found: tuple[int, str] = self._application.read(lambda s: (reprinted(s, ids, form), known_reason(s, ids)))
        return found


def request_of(choice: Choice, *, ids: Sequence[int] | None = None, start: int | None = None) -> LabelRequest:
    """Return what is chosen as the services take it; `ids` and `start` in place of those of the choice."""
    return LabelRequest(
        ids=[item.asset_id for item in choice.ticked()] if ids is None else ids,
        named=choice.named,
        template=choice.template.layout.key,
        stock=choice.template.stock.key,
        also=choice.also,
        dpi=choice.dpi,
        start=choice.start if start is None else start,
        copies=choice.copies,
        marks=choice.marks,
        adjustment=choice.adjustment,
        ink=choice.ink or COLOUR,
        times=choice.times,
    )


def _assets_from(choice: Choice, who: Labelled | None, slot: int, room: int) -> tuple[list[int], int]:
    """Return the assets whose labels fill `room` places from the label `slot` on, and how many of the first to skip."""
    if who is None:
        return [item.asset_id for item in choice.ticked()[: 2 * room]], 0
    items, copies = who.items, choice.copies
    first = min(slot // copies, len(items))
    while 0 < first < len(items) and items[first - 1] == items[first]:
        first -= 1
    return list(dict.fromkeys(items[first : slot // copies + room + 1])), slot - first * copies


def _pages(pdf: bytes) -> int:
    return pdf.count(b"/Type/Page/")
