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
from inventory.labels.growth import growth, smaller_sizes
from inventory.labels.logos import Row, draw_artwork, logo_row, require_logos
from inventory.labels.number import SQUARE_LEAST, DoesNotFit, checked_number, halves
from inventory.labels.pen import Pen, Recording
from inventory.labels.template import Template

# The label that all measures here are for; on larger ones they grow with it.
_USUAL_MM = 100.0, 55.0
# Millimetres: row of logos, their gap, from the row to the rule, from there to the statement.
_ROW_MM, _GAP_MM, _TO_RULE_MM, _TO_TEXT_MM = 13.0, 4.0, 2.6, 1.8
# On flatter labels the row is lower, by this part at least.
_LOWEST_ROW = 0.65
_NUMBER_ABOVE_MM, _BESIDE_MM, _PARAGRAPH_MM = 0.9, 2.0, 0.8
# Line distance of the last lines, in em of 8 points.
_STEP = 3.6 / 8 / 25.4 * 72
_RULE_POINTS = 0.6
_LEADING = 10.1 / 8.8
_SMALLER = (8.0, 7.5)
# The proportions of the boxes that stand for logos in the preview.
_BOXES = (36 / 13, 24 / 13, 24 / 13)
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
        self._grow = growth(template, *_USUAL_MM)
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
        k, flat = self._k * self._grow, max(_LOWEST_ROW, min(1.0, self.template.height_mm / _USUAL_MM[1]))
        to_rule = _TO_RULE_MM * flat * k
        row = Row(
            x=self.left, y=self.top, room=self.right - self.left, height=_ROW_MM * flat * k, gap=_GAP_MM * k,
            left=self.left, right=self.left, above=self.top, below=to_rule,
        )  # fmt: skip
        logos = logo_row(self.pen, data.logos, _BOXES, row)
        rule_y = logos.bottom + max(to_rule, logos.clear)
        placed, left_out = self._text(data, corner, rule_y + _TO_TEXT_MM * flat * k)
        logos.draw(self.pen, self.tr)
        rule = self.pen.rule_dots(_RULE_POINTS * self._grow)
        self.pen.box(round(self.left), round(rule_y), round(self.right - self.left), rule)
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
        room = (self.right - self.left) / self._points
        points = min(halves(self.template.type.number * self._grow), halves(room / width(BOLD, number)))
        if points < self.template.type.number_floor:
            raise DoesNotFit(number)
        # The quiet zone of a large code is wider than the margin.
        x, y = int(min(self.right, self.width - quiet)) - side, int(min(self.bottom, self.height - quiet)) - side
        return Corner(
            number=number, symbol=symbol, dots=dots, x=x, y=y, quiet=quiet, points=points, right=self.right,
            em=points * self._points, left=round(self.right - width(BOLD, number) * points * self._points, 2),
            baseline=y - quiet - _NUMBER_ABOVE_MM * self._grow * self._k, gap=_BESIDE_MM * self._k,
        )  # fmt: skip

    def _dots(self, modules: int) -> int:
        """Return the dots of a module: the table's, fewer where the side would be too wide, never unreadable."""
        rules = self.template.code
        most = rules.max_side_mm * self._grow * self._k + 0.5 if rules.max_side_mm else self.width
        least = whole_up(SQUARE_LEAST * self._k)
        grown = replace(rules, module_mm=rules.module_mm * self._grow)
        return max(least, min(grown.dots(self.pen.grid.dpi), int(most // modules)))

    def _text(self, data: FundingLabelData, corner: Corner, y: float) -> tuple[list[_Placed], list[str]]:
        """Place statement and last lines under `y`.

        Type that grew with the label gets smaller first; at its usual size texts are cut in the order of print.md 14,
        then the statement gets smaller.
        """
        present = {
            "slogan": cleaned(data.slogan), "url": cleaned(data.url), "second_language": self._statements(data)[1],
            "shares": "\n".join(map(cleaned, data.shares)), "programme": cleaned(data.programme),
            "beneficiary": cleaned(data.beneficiary),
        }  # fmt: skip
        usual, line = self.template.type.statement, self.template.type.line
        for grown in smaller_sizes(self._grow, 1.0)[:-1]:
            placed = self._try(data, present, (usual * grown, line * grown), y, corner)
            if placed is not None:
                return placed, []
        orders = [CUT_FIRST[:count] for count in range(len(CUT_FIRST) + 1)]
        for points in (usual, *_SMALLER):
            for cut in orders if points > _SMALLER[-1] else [*orders, (*CUT_FIRST, "beneficiary")]:
                kept = {key: "" if key in cut else text for key, text in present.items()}
                placed = self._try(data, kept, (points, line), y, corner)
                if placed is not None:
                    left_out = [key for key in cut if present[key]]
                    return placed, left_out + ["small_type"] * (points < usual)
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
            named = self.tr("Project No. {number}", number=project)
            if title:
                named = self.tr("{project} “{title}”", project=named, title=title)
            first = f"{named}. {first}" if first else named
        if not first and not self.preview:
            raise Refused(
                "The funding label of {number} has neither a statement nor a project number. "
                "Complete its funding source first.",
                number=data.number,
            )
        return first, second

    def _try(
        self, data: FundingLabelData, kept: dict[str, str], sizes: tuple[float, float], y: float, corner: Corner
    ) -> list[_Placed] | None:
        """Place all in two sizes of type, of the statement and of the rest; None where it has no room."""
        bold = (cleaned(data.project_number), cleaned(data.project_title))
        points, small = sizes
        last = self._last_lines(kept, small, corner)
        if last is None:
            return None
        placed: list[_Placed] = []
        gap = _PARAGRAPH_MM * self._k * points / self.template.type.statement
        statement = self._statements(data)[0]
        for size, text in (points, statement), (small, kept["second_language"]), (small, kept["programme"]):
            made = self._paragraph(text, size, y + (gap if placed and text else 0), bold, corner)
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

    def _last_lines(self, kept: dict[str, str], points: float, corner: Corner) -> list[_Placed] | None:
        """Place slogan, shares and beneficiary on the bottom of the safe area."""
        em = points * self._points
        room = (corner.limit(self.bottom - em, self.bottom) - self.left) / em
        rows: list[str] = []
        for texts in [kept["slogan"]], kept["shares"].split("\n"), [kept["beneficiary"], kept["url"]]:
            together = " · ".join(filter(None, texts))
            for text in [together] if width(REGULAR, together) <= room else texts:
                made, cut = lines(REGULAR, text, room, 2)
                if cut:
                    return None
                rows += made
        baselines = [self.bottom - DEEP * em - count * _STEP * em for count in range(len(rows))][::-1]
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
