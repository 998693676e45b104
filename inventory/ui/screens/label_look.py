"""One label at its true size, whether its code can be read, and what was left out for which assets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inventory.base.i18n import N_, Translations
from inventory.labels.check import CodeCheck
from inventory.labels.data import left_out_words
from inventory.labels.template import Template
from inventory.services.label_plan import LabelPlan
from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.printers import DriverPaper
from inventory.ui.screens.label_choice import Choice, on_paper, same_size
from inventory.ui.screens.label_printers import PrinterFacts
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import clear, column, row
from inventory.ui.widgets.text import breakable, label, set_ink

# A point at 100%: 96 logical pixels an inch.
PIXELS_PER_POINT = 96 / 72
_PIXELS_PER_MM = 96 / 25.4
_NAMED = 3
# Drivers round their margins.
_REACH_SLACK_MM = 0.2
_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "err": "circle-alert", "text3": "info"}
CODES = {"qr": "QR", "microqr": "Micro QR", "datamatrix": "DataMatrix", "code128": "Code 128"}


class LabelPicture(QWidget):
    """One label on white, at its true size where it has room."""

    def __init__(self) -> None:
        super().__init__()
        self._template: Template | None = None
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(140)

    def show_label(self, template: Template, picture: QPixmap | None) -> None:
        """Show a drawn label; None shows the empty paper."""
        self._template, self._picture = template, picture
        self.setFixedHeight(round(template.height_mm * _PIXELS_PER_MM * self.factor()) + 2)
        self.update()

    def factor(self) -> float:
        """Return the part of the true size that there is room for."""
        if self._template is None:
            return 1.0
        return min(1.0, (self.width() - 2) / (self._template.width_mm * _PIXELS_PER_MM))

    def sizeHint(self) -> QSize:
        return QSize(300, 140)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._template is not None:
            self.setFixedHeight(round(self._template.height_mm * _PIXELS_PER_MM * self.factor()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._template is None:
            return
        scale = _PIXELS_PER_MM * self.factor()
        box = QRectF(0.5, 0.5, self._template.width_mm * scale, self._template.height_mm * scale)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(box, 3, 3)
        if self._picture is not None:
            painter.drawPixmap(box.adjusted(1, 1, -1, -1), self._picture, QRectF(self._picture.rect()))
        painter.end()


@dataclass(frozen=True)
class Finding:
    """What is well, what to look at, what stands in the way; a link may repair it, by `go`."""

    tone: str
    text: str
    link: str = ""
    go: Callable[[], object] | None = field(default=None, compare=False)


class FindingLine(QWidget):
    """A finding as one line with an icon."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        line = row(spacing=6)
        self.setLayout(line)
        mark = QLabel()
        mark.setPixmap(pixmap(_ICONS[finding.tone], 16, finding.tone, self.devicePixelRatioF()))
        self.tone = finding.tone
        self.text = label(breakable(finding.text), role="caption", wrap=True, select=True)
        set_ink(self.text, finding.tone)
        words = column(spacing=0)
        words.addWidget(self.text)
        self.link = buttons.link(finding.link, finding.go) if finding.go is not None else None
        if self.link is not None:
            words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)


class LookPanel(QWidget):
    """The label, and under it everything that is to be known before printing."""

    def __init__(self, tr: Translations) -> None:
        super().__init__()
        self._tr = tr
        self.title = label(tr("Preview 1:1"), role="strong")
        self.picture = LabelPicture()
        self._lines = column(spacing=6)
        self.findings: list[FindingLine] = []
        self._shown: list[Finding] = []
        lines = column(spacing=8)
        lines.addWidget(self.title)
        lines.addWidget(self.picture)
        lines.addLayout(self._lines)
        self.setLayout(lines)

    def show_label(self, template: Template, picture: QPixmap | None) -> None:
        """Show the drawn label, and its scale where it is not the true one."""
        self.picture.show_label(template, picture)
        percent = round(100 * self.picture.factor())
        self.title.setText(self._tr("Preview 1:1") if percent >= 100 else self._tr("Preview {n}%", n=percent))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show other lines; the same ones stay as they are, but for links, which may lead elsewhere."""
        if list(findings) == self._shown and not any(one.link for one in findings):
            return
        clear(self._lines)
        self._shown = list(findings)
        self.findings = [FindingLine(one) for one in findings]
        for one in self.findings:
            self._lines.addWidget(one)


def findings(
    tr: Translations, choice: Choice, check: CodeCheck | None, plan: LabelPlan | None, facts: PrinterFacts | None, *,
    take: Callable[[Template], object], sources: Callable[[], object] | None,
) -> list[Finding]:  # fmt: skip
    """Return all that is to be known before printing, what stands in the way first after the code.

    `facts` are None without a printer, `take` chooses another template, `sources` opens the funding sources.
    """
    found = [code_finding(tr, check)] if check is not None else []
    if plan is not None:
        found += refusal_findings(tr, plan, sources)
    if facts is not None:
        found += printer_findings(tr, choice, facts, take)
    else:
        found.append(Finding("warn", tr("No printer is installed. Save the labels as a PDF.")))
    return found if plan is None else [*found, *plan_findings(tr, plan)]


def code_finding(tr: Translations, check: CodeCheck) -> Finding:
    """Say how large the code is; amber where phones and worn readers may fail (print.md 13)."""
    kind = CODES[check.kind]
    side, module = tr.decimal(round(check.side_mm, 1)), tr.decimal(round(check.module_mm, 2))
    if check.small:
        text = tr("Small code: {kind} {side} mm, module {module} mm. Try it with your reader first.",
                  kind=kind, side=side, module=module)  # fmt: skip
        return Finding("warn", text)
    return Finding(
        "ok", tr("The code can be read: {kind} {side} mm, module {module} mm", kind=kind, side=side, module=module)
    )


def refusal_findings(tr: Translations, plan: LabelPlan, sources: Callable[[], object] | None) -> list[Finding]:
    """Say why nothing can be printed as it is; `sources` opens the funding sources, where they are at fault."""
    link = tr("Open the sources") if sources else ""
    return [Finding("err", tr.message(reason), link=link, go=sources) for reason in plan.refusals]


def plan_findings(tr: Translations, plan: LabelPlan) -> list[Finding]:
    """Say which assets get no label, and what labels leave out for which assets."""
    found: list[Finding] = []
    reasons: dict[str, list[str]] = {}
    for left in plan.left_out:
        reasons.setdefault(tr.message(left.reason), []).append(left.number)
    for reason, numbers in reasons.items():
        text = tr("Without a label: {numbers}. {reason}", numbers=_named(tr, numbers), reason=reason)
        found.append(Finding("warn", text))
    parts: dict[str, list[str]] = {}
    for omission in plan.omissions:
        parts.setdefault(omission.what, []).append(omission.number)
    for what, numbers in parts.items():
        text = tr("No room for: {what} – {numbers}", what=tr(left_out_words(what)), numbers=_named(tr, numbers))
        found.append(Finding("text3", text))
    return found


def printer_findings(
    tr: Translations, choice: Choice, facts: PrinterFacts, take: Callable[[Template], object]
) -> list[Finding]:
    """Say what stands between the labels and the printer chosen: paper that it does not take, or a sheet for ZPL."""
    if facts.zpl is None:
        return paper_findings(tr, choice, facts.paper, take, facts.driver)
    if choice.template.kind == "roll":
        return []
    return [Finding("err", tr("{printer} prints on rolls only. Choose a roll.", printer=facts.zpl.name))]


def paper_findings(
    tr: Translations, choice: Choice, paper: tuple[float, float] | None, take: Callable[[Template], object],
    driver: DriverPaper | None = None,
) -> list[Finding]:  # fmt: skip
    """Say where the driver's paper in mm is another than that of the labels; `take` chooses the template that fits.

    `driver` is the paper that it gives when asked for that of the labels: nothing is printed on another one.
    """
    template = choice.template
    wanted = (template.stock.page_width_mm, template.stock.page_height_mm)
    size = f"{tr.decimal(wanted[0])} × {tr.decimal(wanted[1])} mm"
    found = _reach_findings(tr, template, driver) if driver is not None else []
    if driver is not None and not _same_paper((driver.width_mm, driver.height_mm), wanted):
        given, tone = (driver.width_mm, driver.height_mm), "err"
        text = N_("The driver does not take paper of {size}; it prints on {width} × {height} mm.")
    elif paper is not None and not _same_paper(paper, wanted):
        given, tone = paper, "warn"
        text = N_("The driver is set to paper of {width} × {height} mm, these labels lie on {size}.")
    else:
        return found
    written = tr(text, width=round(given[0]), height=round(given[1]), size=size)
    fits = on_paper(choice.designs, template, *given)
    if fits is None:
        return [Finding(tone, written), *found]
    return [Finding(tone, written, link=tr("Use the driver's size"), go=lambda: take(fits)), *found]


def _same_paper(one: tuple[float, float], other: tuple[float, float]) -> bool:
    # Drivers of some label printers name their papers turned.
    return same_size(one, other) or same_size(one, (other[1], other[0]))


def _reach_findings(tr: Translations, template: Template, driver: DriverPaper) -> list[Finding]:
    """Say where labels have ink that the printer cannot reach."""
    stock = template.stock
    right = stock.page_width_mm - stock.margin_left_mm - stock.columns * stock.pitch_x_mm + stock.gap_x_mm
    bottom = stock.page_height_mm - stock.margin_top_mm - stock.rows * stock.pitch_y_mm + stock.gap_y_mm
    free = (
        stock.margin_left_mm + stock.safe_x_mm, stock.margin_top_mm + stock.safe_y_mm, right + stock.safe_x_mm,
        bottom + stock.safe_y_mm,
    )  # fmt: skip
    worst = max(zip(driver.unreached, free, strict=True), key=lambda side: side[0] - side[1])
    if worst[0] <= worst[1] + _REACH_SLACK_MM:
        return []
    unreached, kept = (tr.decimal(round(mm, 1)) for mm in worst)
    text = tr(
        "The printer does not reach the outer {unreached} mm of the paper, and these labels keep only {kept} mm free.",
        unreached=unreached, kept=kept,
    )  # fmt: skip
    return [Finding("warn", text)]


def _named(tr: Translations, numbers: list[str]) -> str:
    shown = ", ".join(numbers[:_NAMED])
    rest = len(numbers) - _NAMED
    return tr.plural("{first} and {n} more", "{first} and {n} more", rest, first=shown) if rest > 0 else shown
