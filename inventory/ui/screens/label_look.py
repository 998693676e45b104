"""One label at its true size, whether its code can be read, and what was left out for which assets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from inventory.base.i18n import Translations
from inventory.labels.check import CodeCheck
from inventory.labels.data import left_out_words
from inventory.labels.template import Template
from inventory.services.label_plan import LabelPlan
from inventory.ui import theme
from inventory.ui.icons import pixmap
from inventory.ui.screens.label_choice import Choice, on_paper, same_size
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import clear, column, row
from inventory.ui.widgets.text import label, set_ink

# A point at 100%: 96 logical pixels an inch.
PIXELS_PER_POINT = 96 / 72
_PIXELS_PER_MM = 96 / 25.4
_NAMED = 3
_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "err": "circle-alert", "text3": "info"}
_CODES = {"qr": "QR", "datamatrix": "DataMatrix", "code128": "Code 128"}


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


class Finding(QWidget):
    """One line with an icon: what is well, what to look at, what stands in the way; a link may repair it."""

    def __init__(self, tone: str, text: str, *, link: str = "", go: Callable[[], object] | None = None) -> None:
        super().__init__()
        line = row(spacing=6)
        self.setLayout(line)
        mark = QLabel()
        mark.setPixmap(pixmap(_ICONS[tone], 16, tone, self.devicePixelRatioF()))
        self.tone = tone
        self.text = label(text, role="caption", wrap=True, select=True)
        set_ink(self.text, tone)
        words = column(spacing=0)
        words.addWidget(self.text)
        self.link = buttons.link(link, go) if go is not None else None
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
        self.findings: list[Finding] = []
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
        """Show other lines."""
        clear(self._lines)
        self.findings = list(findings)
        for one in self.findings:
            self._lines.addWidget(one)


def code_finding(tr: Translations, check: CodeCheck) -> Finding:
    """Say how large the code is; amber where phones and worn readers may fail (print.md 13)."""
    kind = _CODES[check.kind]
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


def paper_findings(
    tr: Translations, choice: Choice, paper: tuple[float, float] | None, take: Callable[[Template], object]
) -> list[Finding]:
    """Say where the driver's paper in mm is another than that of the labels; `take` chooses the template that fits."""
    template = choice.template
    wanted = (template.stock.page_width_mm, template.stock.page_height_mm)
    if paper is None or same_size(paper, wanted):
        return []
    text = tr(
        "The driver is set to paper of {width} × {height} mm, these labels lie on {size}.",
        width=round(paper[0]), height=round(paper[1]),
        size=f"{tr.decimal(wanted[0])} × {tr.decimal(wanted[1])} mm",
    )  # fmt: skip
    fits = on_paper(choice.designs, template, *paper)
    if fits is None:
        return [Finding("warn", text)]
    return [Finding("warn", text, link=tr("Use the driver's size"), go=lambda: take(fits))]


def _named(tr: Translations, numbers: list[str]) -> str:
    shown = ", ".join(numbers[:_NAMED])
    rest = len(numbers) - _NAMED
    return tr.plural("{first} and {n} more", "{first} and {n} more", rest, first=shown) if rest > 0 else shown
