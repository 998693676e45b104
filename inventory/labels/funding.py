"""Lay out a funding label: logos, statement with the project, last lines, number and code at the lower right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from inventory.base.errors import Refused
from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.data import FundingLabelData
from inventory.labels.fitting import Line, Run, cleaned, line_width, lines, rich_lines
from inventory.labels.fonts import BOLD, DEEP, NUMBER_FOOT, NUMBER_TOP, REGULAR, SEMIBOLD, TALL, unprintable, width
from inventory.labels.geometry import whole_up
from inventory.labels.logos import Row, draw_artwork, grey_boxes, logo_row, require_logos
from inventory.labels.number import SQUARE_LEAST, DoesNotFit, checked_number, halves
from inventory.labels.pen import Pen, Recording
from inventory.labels.template import Template

# Millimetres from the top of the safe area: row of logos, rule, statement.
_ROW_MM, _GAP_MM, _RULE_MM, _TEXT_MM = 13.0, 4.0, 15.6, 17.4
_STEP_MM, _NUMBER_ABOVE_MM, _BESIDE_MM, _PARAGRAPH_MM = 3.6, 0.9, 2.0, 0.8
_RULE_POINTS = 0.6
_LEADING = 10.1 / 8.8
_SMALLER = (8.0, 7.5)
_BOXES_MM = (36.0, 24.0, 24.0)
_LOW = 0.75  # Height of small letters and capitals in em, for what two neighbouring lines may share.
CUT_FIRST = ("slogan", "url", "second_language", "shares", "programme")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of the label."""

    points: float
    baseline: float
    line: Line


class FundingLayout:
    """Draws the funding labels of one template at one resolution."""

    def __init__(self, template: Template, pen: Pen, tr: Translations, *, preview: bool) -> None:
        self.template, self.pen, self.tr, self.preview = template, pen, tr, preview
        self._k, self._points = pen.grid.dots_per_mm, pen.grid.dots_per_point
        self.width, self.height = template.width_mm * self._k, template.height_mm * self._k
        self.left, self.top = template.safe_x_mm * self._k, template.safe_y_mm * self._k
        self.right, self.bottom = self.width - self.left, self.height - self.top
        self._shared: dict[tuple[object, ...], Recording] = {}

    def draw(self, data: FundingLabelData) -> list[str]:
        """Draw one label and return what it leaves out; raises `Refused`, `DoesNotFit` and `Invalid`."""
        if data.artwork is not None:
            return draw_artwork(self.pen, data, self.width, self.height)
        require_logos(data, preview=self.preview)
        corner = self._corner(data)
        key = replace(data, number="", name=""), corner.dots, corner.quiet, corner.x, corner.points, corner.left
        shared = self._shared.get(key)
        if shared is None:
            shared = self._shared[key] = self.pen.record(lambda: self._rest(data, corner))
        self.pen.replay(shared)
        corner.draw(self.pen)
        return list(shared.left_out)

    def _rest(self, data: FundingLabelData, corner: Corner) -> list[str]:
        """Draw what labels of one project share: logos, rule, statement and last lines."""
        placed, left_out = self._text(data, corner)
        row = Row(
            x=self.left, y=self.top, room=self.right - self.left, height=_ROW_MM * self._k, gap=_GAP_MM * self._k,
            below=(_RULE_MM - _ROW_MM) * self._k, middle=True,
        )  # fmt: skip
        if data.logos:
            logo_row(self.pen, data.logos, row)
        else:
            grey_boxes(self.pen, self.tr, _BOXES_MM, row)
        rule = self.pen.rule_dots(_RULE_POINTS)
        self.pen.box(round(self.left), round(self.top + _RULE_MM * self._k), round(self.right - self.left), rule)
        for one in placed:
            self.pen.line(one.points, self.left, one.baseline, one.line)
        if any(unprintable(run.text) for one in placed for run in one.line):
            left_out.append("letters")
        return left_out

    def _corner(self, data: FundingLabelData) -> Corner:
        if not data.show_number:
            return Corner(number="", right=self.right)
        number = checked_number(data.number)
        symbol = code.symbol(self.template.code.kind, number)
        dots = self._dots(symbol.modules)
        side, quiet = symbol.modules * dots, code.QUIET[self.template.code.kind] * dots
        points = self.template.type.number
        room = (self.right - self.left) / self._points
        points = min(points, halves(room / width(BOLD, number)))
        if points < self.template.type.number_floor:
            raise DoesNotFit(number)
        x, y = int(self.right) - side, int(self.bottom) - side
        return Corner(
            number=number, symbol=symbol, dots=dots, x=x, y=y, quiet=quiet, points=points, right=self.right,
            em=points * self._points, left=round(self.right - width(BOLD, number) * points * self._points, 2),
            baseline=y - quiet - _NUMBER_ABOVE_MM * self._k, gap=_BESIDE_MM * self._k,
        )  # fmt: skip

    def _dots(self, modules: int) -> int:
        """Return the dots of a module: the table's, fewer where the side would be too wide, never unreadable."""
        rules = self.template.code
        most = rules.max_side_mm * self._k + 0.5 if rules.max_side_mm else self.width
        least = whole_up(SQUARE_LEAST * self._k)
        return max(least, min(rules.dots(self.pen.grid.dpi), int(most // modules)))

    def _text(self, data: FundingLabelData, corner: Corner) -> tuple[list[_Placed], list[str]]:
        """Place statement and last lines, cutting in the order of print.md 14 and then setting smaller type."""
        present = {
            "slogan": cleaned(data.slogan), "url": cleaned(data.url), "second_language": self._statements(data)[1],
            "shares": cleaned(" · ".join(data.shares)), "programme": cleaned(data.programme),
            "beneficiary": cleaned(data.beneficiary),
        }  # fmt: skip
        orders = [CUT_FIRST[:count] for count in range(len(CUT_FIRST) + 1)]
        full = self.template.type.statement
        for points in (full, *(size for size in _SMALLER if size < full)):
            for cut in orders if points > _SMALLER[-1] else [*orders, (*CUT_FIRST, "beneficiary")]:
                kept = {key: "" if key in cut else text for key, text in present.items()}
                placed = self._try(data, kept, points, corner)
                if placed is not None:
                    left_out = [key for key in cut if present[key]]
                    return placed, left_out + ["small_type"] * (points < full)
        raise Refused(
            "The statement and the project title do not fit the label “{template}”. Choose a larger label.",
            field="template", template=self.template.title,
        )  # fmt: skip

    def _statements(self, data: FundingLabelData) -> tuple[str, str]:
        """Return the statement in the language of the label with the project in it, and the other language."""
        texts = cleaned(data.statement_pl), cleaned(data.statement_en)
        first, second = texts if self.tr.language == "pl" else texts[::-1]
        if not first:
            first, second = second, ""
        project, title = cleaned(data.project_number), cleaned(data.project_title)
        if project and project not in first:
            named = self.tr("Project No. {number}", number=project) + (f" „{title}”" if title else "")
            first = f"{named}. {first}" if first else named
        if not first and not self.preview:
            raise Refused(
                "The funding label of {number} has neither a statement nor a project number. "
                "Complete its funding source first.",
                number=data.number,
            )
        return first, second

    def _try(self, data: FundingLabelData, kept: dict[str, str], points: float, corner: Corner) -> list[_Placed] | None:
        bold = (cleaned(data.project_number), cleaned(data.project_title))
        last = self._last_lines(kept, corner)
        if last is None:
            return None
        y = self.top + _TEXT_MM * self._k
        placed: list[_Placed] = []
        small = self.template.type.line
        statement = self._statements(data)[0]
        for size, text in (points, statement), (small, kept["second_language"]), (small, kept["programme"]):
            made = self._paragraph(text, size, y + (_PARAGRAPH_MM * self._k if placed and text else 0), bold, corner)
            if made is None:
                return None
            placed += made
            y = max([y, *(one.baseline + DEEP * size * self._points for one in made)])
        ceiling = min((one.baseline - TALL * small * self._points for one in last), default=self.bottom)
        return [*placed, *last] if y <= ceiling else None

    def _paragraph(
        self, text: str, points: float, y: float, bold: tuple[str, ...], corner: Corner
    ) -> list[_Placed] | None:
        """Place a paragraph under `y`, each line as wide as number and code leave it."""
        em = points * self._points

        def baseline(line: int) -> float:
            return y + TALL * em + line * _LEADING * em

        def room(line: int) -> float:
            at = baseline(line)
            return (corner.limit(at - _LOW * em, at + DEEP * em) - self.left) / em

        made = rich_lines(text, REGULAR, SEMIBOLD, bold, room)
        if made is None:
            return None
        placed = [_Placed(points, baseline(count), line) for count, line in enumerate(made)]
        return placed if not placed or placed[-1].baseline + DEEP * em <= self.bottom + 0.5 else None

    def _last_lines(self, kept: dict[str, str], corner: Corner) -> list[_Placed] | None:
        """Place slogan, shares and beneficiary on the bottom of the safe area."""
        points = self.template.type.line
        em = points * self._points
        room = (corner.limit(self.bottom - em, self.bottom) - self.left) / em
        rows: list[str] = []
        ends = [kept["beneficiary"], kept["url"]]
        together = " · ".join(part for part in ends if part)
        if width(REGULAR, together) <= room:
            ends = [together]
        for text in (kept["slogan"], kept["shares"], *ends):
            made, cut = lines(REGULAR, text, room, 2)
            if cut:
                return None
            rows += made
        baselines = [self.bottom - DEEP * em - count * _STEP_MM * self._k for count in range(len(rows))][::-1]
        placed = [_Placed(points, at, (Run(REGULAR, row),)) for at, row in zip(baselines, rows, strict=True)]
        for one in placed:
            limit = corner.limit(one.baseline - _LOW * em, one.baseline + DEEP * em)
            if self.left + line_width(one.line) * em > limit + 0.01:
                return None
        return placed


@dataclass(frozen=True, kw_only=True)
class Corner:
    """Number and code at the lower right, and what they leave to the text; nothing where `number` is empty."""

    number: str
    right: float
    symbol: code.Symbol | None = None
    dots: int = 0
    x: int = 0
    y: int = 0
    quiet: int = 0
    points: float = 0.0
    em: float = 0.0
    left: float = 0.0
    baseline: float = 0.0
    gap: float = 0.0

    def limit(self, top: float, bottom: float) -> float:
        """Return how far right a line between two heights may reach."""
        limit = self.right
        if self.symbol is None:
            return limit
        if bottom > self.y - self.quiet:
            limit = self.x - self.quiet
        if bottom > self.baseline - NUMBER_TOP * self.em and top < self.baseline + NUMBER_FOOT * self.em:
            limit = min(limit, self.left - self.gap)
        return limit

    def draw(self, pen: Pen) -> None:
        """Draw number and code."""
        if self.symbol is not None:
            pen.code(self.symbol, self.x, self.y, self.dots)
            pen.text(BOLD, self.points, self.left, self.baseline, self.number)
