"""Lay out the small label that is sticker and funding label in one: code, number, name, logos, project."""

from __future__ import annotations

from dataclasses import dataclass, replace

from inventory.base.errors import Refused
from inventory.base.i18n import Translations
from inventory.labels import code
from inventory.labels.data import FundingLabelData
from inventory.labels.fitting import cleaned, lines, shortened
from inventory.labels.fonts import BOLD, DEEP, NUMBER_FOOT, NUMBER_TOP, REGULAR, SEMIBOLD, TALL, unprintable, width
from inventory.labels.geometry import whole_up
from inventory.labels.growth import growth, smaller_sizes
from inventory.labels.logos import LOGOS_DO_NOT_FIT, Row, draw_artwork, logo_row, require_logos
from inventory.labels.number import NUMBER_PITCH, SQUARE_FLOOR, DoesNotFit, checked_number, halved, halves
from inventory.labels.pen import Pen, Recording
from inventory.labels.template import Template

# The label that all measures here are for; on larger ones they grow with it.
_USUAL_MM = 70.0, 36.0
# From this part of its width on a label is high enough for the project under the logos instead of beside them.
_HIGH = 0.7
# Millimetres: free under the quiet zone, rule to logos, row of logos, gaps.
_RULE_MM, _ROW_GAP_MM, _ROW_MM, _GAP_MM, _TEXT_GAP_MM, _BOTTOM_GAP_MM = 0.1, 1.5, 12.0, 2.0, 2.4, 0.5
_RULE_POINTS = 0.6
# The logos keep this height when unit and shares take two lines.
_LEAST_ROW_MM = 8.0
# Never lower: the least height of the EU emblem on small things.
_LOWEST_ROW_MM = 5.0
# The logos leave this part of the width to the project.
_LOGO_SHARE = 0.45
_PROJECT_POINTS, _LEAST_POINTS = 8.5, 7.0
_FUND_LEADING = 7.8 / 7
# The proportions of the boxes that stand for logos in the preview.
_BOXES = (14 / 12, 10 / 12)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the code, the number beside it and the rule below stand, in dots."""

    dots: int
    points: float
    x: int
    y: int
    text_x: int
    rule_y: int


class CombinedLayout:
    """Draws the combined labels of one template at one resolution."""

    def __init__(self, template: Template, pen: Pen, tr: Translations, *, preview: bool) -> None:
        self.template, self.pen, self.tr, self.preview = template, pen, tr, preview
        self._k, self._points = pen.grid.dots_per_mm, pen.grid.dots_per_point
        self.width, self.height = template.width_mm * self._k, template.height_mm * self._k
        self.left, self.top = template.safe_x_mm * self._k, template.safe_y_mm * self._k
        self.right, self.bottom = self.width - self.left, self.height - self.top
        self._grow = growth(template, *_USUAL_MM)
        self._grown_k = self._k * self._grow
        self._heads: dict[tuple[int, float, int], _Head | None] = {}
        self._lower: dict[tuple[object, ...], Recording] = {}

    def draw(self, data: FundingLabelData) -> list[str]:
        """Draw one label and return what it leaves out; raises `Refused`, `DoesNotFit` and `Invalid`."""
        if data.artwork is not None:
            return draw_artwork(self.pen, data, self.width, self.height)
        require_logos(data, preview=self.preview)
        left_out: list[str] = []
        rule_y = self._head(data, left_out)
        shares, fund = data.shares_short or data.shares, data.fund or data.programme
        key = rule_y, data.unit_short, shares, data.project_number, fund, data.logos
        lower = self._lower.get(key)
        if lower is None:
            lower = self._lower[key] = self.pen.record(lambda: self._below(rule_y, data))
        self.pen.replay(lower)
        left_out += lower.left_out
        if unprintable(data.name + data.unit_short + data.fund + "".join(data.shares)):
            left_out.append("letters")
        return left_out

    def _below(self, rule_y: int, data: FundingLabelData) -> list[str]:
        """Draw what labels of one project share: rule, logos, project, unit and shares."""
        left_out: list[str] = []
        rule, k = self.pen.rule_dots(_RULE_POINTS * self._grow), self._grown_k
        self.pen.box(round(self.left), rule_y, round(self.right - self.left), rule)
        y = rule_y + rule + _ROW_GAP_MM * k
        foot = self._foot(data, y + (_LEAST_ROW_MM + _BOTTOM_GAP_MM) * k, left_out)
        ceiling = foot.baselines[0] - TALL * foot.points * self._points
        row, high = self._row(y, ceiling)
        if row.height < _LOWEST_ROW_MM * self._k:
            raise Refused(LOGOS_DO_NOT_FIT, field="template")
        logos = logo_row(self.pen, data.logos, _BOXES, row)
        logos.draw(self.pen, self.tr)
        gap = max(_TEXT_GAP_MM * k, logos.clear)
        x, y = (self.left, logos.bottom + gap) if high else (logos.right + gap, y)
        self._project(data, x, y, ceiling, left_out)
        for text, baseline in zip(foot.rows, foot.baselines, strict=True):
            self.pen.text(REGULAR, foot.points, self.left, baseline, text)
        return left_out

    def _row(self, y: float, ceiling: float) -> tuple[Row, bool]:
        """Return where the logos stand, and whether the label is high enough for the project under them."""
        k, type_ = self._grown_k, self.template.type
        height = ceiling - _BOTTOM_GAP_MM * k - y
        project = _PROJECT_POINTS * (TALL + DEEP) + type_.line * (TALL + DEEP)
        under = height - _TEXT_GAP_MM * k - project * self._grow * self._points
        high = self.template.height_mm > _HIGH * self.template.width_mm and under >= _LEAST_ROW_MM * k
        row = Row(
            x=self.left, y=y, room=(self.right - self.left) * (1 if high else _LOGO_SHARE), gap=_GAP_MM * k,
            height=min(_ROW_MM * k, under if high else height), left=self.left, above=_ROW_GAP_MM * k,
            right=self.left if high else _TEXT_GAP_MM * k, below=(_TEXT_GAP_MM if high else _BOTTOM_GAP_MM) * k,
        )  # fmt: skip
        return row, high

    def _head(self, data: FundingLabelData, left_out: list[str]) -> int:
        """Draw code, number and name; returns where the rule goes."""
        number = checked_number(data.number)
        symbol = code.symbol(self.template.code.kind, number)
        head, rows = self._head_of(number, symbol.modules)
        self.pen.code(symbol, head.x, head.y, head.dots)
        em = head.points * self._points
        baseline = self.top + NUMBER_TOP * em
        for count, row in enumerate(rows):
            self.pen.text(BOLD, head.points, head.text_x, baseline + count * NUMBER_PITCH * em, row)
        name, size = cleaned(data.name), halves(self.template.type.name * self._grow)
        name_em = size * self._points
        short = shortened(SEMIBOLD, name, (self.right - head.text_x) / name_em)
        if short:
            below = baseline + (len(rows) - 1) * NUMBER_PITCH * em + NUMBER_FOOT * em + TALL * name_em
            self.pen.text(SEMIBOLD, size, head.text_x, below, short)
        if short != name:
            left_out.append("name_end" if short else "name")
        return head.rule_y

    def _head_of(self, number: str, modules: int) -> tuple[_Head, tuple[str, ...]]:
        """Return where code and number stand and the lines of the number; raises `DoesNotFit`."""
        head = self._placed(modules, width(BOLD, number), 1)
        if head is not None:
            return head, (number,)
        rows = halved(number)
        head = self._placed(modules, max(width(BOLD, row) for row in rows), len(rows))
        if head is None:
            raise DoesNotFit(number)
        return head, rows

    def _placed(self, modules: int, em: float, count: int) -> _Head | None:
        key = modules, em, count
        if key not in self._heads:
            self._heads[key] = self._worked_out(*key)
        return self._heads[key]

    def _worked_out(self, modules: int, em: float, count: int) -> _Head | None:
        rules, sizes = self.template.code, self.template.type
        start = replace(rules, module_mm=rules.module_mm * self._grow).dots(self.pen.grid.dpi)
        quiet_modules, name = code.QUIET[rules.kind], halves(sizes.name * self._grow)
        extent = NUMBER_TOP + NUMBER_FOOT + (count - 1) * NUMBER_PITCH
        foot = (TALL + DEEP) * sizes.line * self._points
        lowest = self.bottom - foot - (_BOTTOM_GAP_MM + _LOWEST_ROW_MM + _ROW_GAP_MM) * self._k
        lowest -= self.pen.rule_dots(_RULE_POINTS)
        found = None
        for dots in range(start, whole_up(SQUARE_FLOOR * self._k) - 1, -1):
            side, quiet = modules * dots, quiet_modules * dots
            x, y = whole_up(max(self.left, quiet)), whole_up(max(self.top, quiet))
            by_width = halves((self.right - x - side - quiet) / self._points / em)
            beside = (y - self.top + side + quiet) / self._points - (TALL + DEEP) * name
            points = min(halves(sizes.number * self._grow), by_width, halves(beside / extent))
            if points >= sizes.number_floor:
                rule_y = whole_up(y + side + quiet + _RULE_MM * self._k)
                found = _Head(dots, points, x, y, x + side + quiet, rule_y)
                if rule_y <= lowest:
                    break
        return found

    def _foot(self, data: FundingLabelData, highest: float, left_out: list[str]) -> _Foot:
        """Return unit and shares on the last line, or on two where they keep under `highest`, and the baselines.

        Type that grew with the label gets smaller before anything is left out.
        """
        unit, shares = cleaned(data.unit_short), cleaned(", ".join(data.shares_short or data.shares))
        line = self.template.type.line
        for grown in smaller_sizes(self._grow, 1.0):
            em = line * grown * self._points
            last, room = self.bottom - DEEP * em, (self.right - self.left) / em
            together = " · ".join(part for part in (unit, shares) if part)
            if width(REGULAR, together) <= room:
                return _Foot(line * grown, (together,), (last,))
            first = last - _FUND_LEADING * em
            if max(width(REGULAR, unit), width(REGULAR, shares)) <= room and first - TALL * em >= highest:
                return _Foot(line * grown, (unit, shares), (first, last))
        short = shortened(REGULAR, unit, room)
        rows = (short, shares)[: 1 + (width(REGULAR, shares) <= room and first - TALL * em >= highest)]
        left_out += ["shares"] * (bool(shares) and len(rows) == 1) + ["unit_end"] * (short != unit)
        return _Foot(line, rows, (first, last)[-len(rows) :])

    def _project(self, data: FundingLabelData, x: float, y: float, ceiling: float, left_out: list[str]) -> None:
        """Write the project number and the fund beside the logos or under them."""
        project = cleaned(data.project_number)
        if not project and not self.preview:
            raise Refused("The funding label of {number} has no project number.", number=data.number)
        text = self.tr("Project No. {number}", number=project)
        sizes = smaller_sizes(_PROJECT_POINTS * self._grow, _LEAST_POINTS)
        size = next((s for s in sizes if width(SEMIBOLD, text) * s * self._points <= self.right - x), None)
        rows: tuple[str, ...] = (text,)
        if size is None:
            size = sizes[-1]
            rows, cut = lines(SEMIBOLD, text, (self.right - x) / (size * self._points), 2)
            if cut or y + len(rows) * (TALL + DEEP) * size * self._points > ceiling:
                raise Refused(
                    "The project number {project} does not fit the label “{template}”. Choose a larger label.",
                    field="template", project=project, template=self.template.title,
                )  # fmt: skip
        for row in rows:
            self.pen.text(SEMIBOLD, size, x, y + TALL * size * self._points, row)
            y += (TALL + DEEP) * size * self._points
        self._fund(cleaned(data.fund or data.programme), x, y, ceiling, left_out)

    def _fund(self, fund: str, x: float, y: float, ceiling: float, left_out: list[str]) -> None:
        if not fund:
            return
        line = self.template.type.line
        for grown in smaller_sizes(self._grow, 1.0):
            em = line * grown * self._points
            most = int((ceiling - y - (TALL + DEEP) * em) / (_FUND_LEADING * em)) + 1
            made, cut = lines(REGULAR, fund, (self.right - x) / em, most) if most > 0 else ((), True)
            if not cut:
                for count, row in enumerate(made):
                    self.pen.text(REGULAR, line * grown, x, y + TALL * em + count * _FUND_LEADING * em, row)
                return
        left_out.append("programme")


@dataclass(frozen=True, slots=True)
class _Foot:
    """The last lines: their size, texts and baselines."""

    points: float
    rows: tuple[str, ...]
    baselines: tuple[float, ...]
