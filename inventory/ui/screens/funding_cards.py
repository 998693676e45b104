"""The cards of a project's page: facts, budget against spending, the label, the time it binds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from inventory.base.i18n import Message, Translations
from inventory.services.project_page import ProjectPage, ProjectSource
from inventory.services.spending import SpentLine
from inventory.ui.asset_look import funding_token
from inventory.ui.icons import pixmap
from inventory.ui.operations import Operations
from inventory.ui.screens.funding_gap_lines import GapLines
from inventory.ui.screens.funding_timeline import DurabilityTimeline
from inventory.ui.widgets.buttons import link
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row
from inventory.ui.widgets.charts import Part, ShareBar
from inventory.ui.widgets.lists import Fact, FactsList
from inventory.ui.widgets.still import PdfStill
from inventory.ui.widgets.text import ElidedLabel, label, rule

_HUNDRED = 10_000


def main_source(page: ProjectPage) -> ProjectSource | None:
    """Return the source that names the grant: the first that wants a label, else the one of the largest share."""
    wanted = [source for source in page.sources if source.label_mode != "none"]
    largest = sorted(page.sources, key=lambda source: -(source.share or 0))
    return next(iter([*wanted, *largest]), None)


def token_of(page: ProjectPage) -> str:
    """Return the colour of the project: that of its grant."""
    source = main_source(page)
    return funding_token(source.id) if source is not None else "acc"


class ProjectCard(Card):
    """Title and facts of a project."""

    def __init__(self, tr: Translations) -> None:
        super().__init__(tr("Project"))
        self._tr = tr
        self.name = label("", role="strong", wrap=True, select=True)
        self.facts = FactsList(caption_width=92)
        fill(self.body, self.name, self.facts, 1)

    def show_page(self, page: ProjectPage) -> None:
        """Show a project."""
        tr, form, source = self._tr, page.form, main_source(page)
        self.name.setText(form.title_en if tr.language == "en" and form.title_en else form.title_pl)
        self.name.setVisible(bool(self.name.text()))
        fund = f"{source.name(tr.language)} {source.period}".strip() if source else ""
        programme = ", ".join(word for word in (source.programme, source.area) if word) if source else ""
        ours = tr("{unit} (this register)", unit=page.unit)
        partner = form.our_role == "partner"
        agreement = tr("{number} of {day}", number=form.agreement_no, day=form.agreement_on)
        shares = [f"{tr.percent(one.share)} {one.code}" for one in page.sources if one.share]
        self.facts.set_facts([
            Fact(tr("Mechanism"), fund), Fact(tr("Programme"), programme),
            Fact(tr("Promoter"), form.lead if partner else ours),
            Fact(tr("Partner"), ours if partner else form.partners),
            Fact(tr("Agreement"), agreement if form.agreement_on and form.agreement_no else form.agreement_no),
            Fact(tr("Value"), _euro(tr, form.total_eur, form.grant_eur)),
            Fact(tr("In złotys"), _zloty(tr, form.total_pln, form.grant_pln)),
            Fact(tr("Rate"), self._rate(page)),
            Fact(tr("Shares"), " · ".join(shares)),
        ])  # fmt: skip

    def _rate(self, page: ProjectPage) -> str:
        form, tr = page.form, self._tr
        if form.rate is None:
            return ""
        written = f"{form.rate // _HUNDRED}{',' if tr.language == 'pl' else '.'}{form.rate % _HUNDRED:04d}"
        where = " ".join(word for word in (form.rate_source, form.rate_table) if word)
        rest = [word for word in (where, tr.date(form.rate_on)) if word]
        return f"{written} ({', '.join(rest)})" if rest else written


class BudgetCard(Card):
    """Each budget line with its bar; one that was exceeded is red and says by how much."""

    def __init__(self, tr: Translations) -> None:
        super().__init__(tr("Budget and spending"))
        self._tr = tr
        self._lines = column(spacing=9)
        fill(self.body, self._lines, 1)

    def show_page(self, page: ProjectPage) -> None:
        """Show a project."""
        tr = self._tr
        clear(self._lines)
        token = token_of(page)
        for line in page.view.lines:
            self._lines.addWidget(self._line(line, token))
        if not page.view.lines:
            text = tr("No budget lines yet. Enter them with “Edit” to see what is left of each.")
            self._lines.addWidget(label(text, ink="text2", wrap=True))
        self._lines.addWidget(rule())
        self._lines.addWidget(self._shares(page))

    def _line(self, line: SpentLine, token: str) -> QWidget:
        tr = self._tr
        over = line.left < 0
        percent = 100 * line.spent // line.amount if line.amount else 0
        words = column(spacing=4)
        head = row(spacing=6)
        fill(head, ElidedLabel(line.name, role="strong"), label(_whole(tr, line.spent), role="strong"))
        head.addWidget(label(tr("of {amount}", amount=_whole(tr, line.amount)), ink="text2"))
        bar = ShareBar(height=12)
        bar.set_parts(
            [Part(line.name, line.spent, tr.money(line.spent), f"{percent}%", "err" if over else token)],
            whole=max(line.amount, line.spent, 1),
        )
        text = (
            tr("exceeded by {amount} · {percent}%", amount=_whole(tr, -line.left), percent=percent)
            if over
            else tr("{amount} left · {percent}%", amount=_whole(tr, line.left), percent=percent)
        )
        words.addLayout(head)
        words.addWidget(bar)
        words.addWidget(label(text, role="caption", ink="err" if over else "text2"))
        return framed(words)

    def _shares(self, page: ProjectPage) -> QWidget:
        tr = self._tr
        parts = [
            Part(source.name(tr.language), source.amount, tr.money(source.amount), token=funding_token(source.id))
            for source in page.sources
        ]
        words = column(spacing=6)
        words.addWidget(label(tr("Equipment by share"), role="strong"))
        for part in parts:
            words.addWidget(_legend(part))
        bar = ShareBar(height=10)
        bar.set_parts(parts)
        words.addWidget(bar)
        return framed(words)


class LabelCard(Card):
    """The funding label as it will come out, and what it needs."""

    def __init__(
        self, tr: Translations, operations: Operations, *, edit: Callable[[], object], print_: Callable[[], object]
    ) -> None:
        super().__init__(tr("Label"))
        self._tr, self._edit, self._print = tr, edit, print_
        self.picture = PdfStill(operations, width=270, height=150)
        self._lines = column(spacing=4)
        self.gaps = GapLines(tr)
        self.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        fill(self.body, self._lines, self.gaps, 1)

    def show_page(
        self, page: ProjectPage, pdf: bytes, missing: tuple[Message, ...], warnings: tuple[Message, ...]
    ) -> None:
        """Show the label of a project, what is missing before it may be printed, and what to look at."""
        tr, view = self._tr, page.view
        self.picture.setVisible(bool(pdf))
        if pdf:
            self.picture.set_pdf(pdf, tr("Funding label of the project {number}", number=view.number))
        clear(self._lines)
        logos = sum(source.logos for source in page.sources if source.label_mode != "none")
        wanted = [source for source in page.sources if source.label_mode != "none"]
        polish, english = any(s.has_polish for s in wanted), any(s.has_english for s in wanted)
        text = {
            (True, True): tr("Text of the label PL and EN"), (True, False): tr("Text of the label PL"),
            (False, True): tr("Text of the label EN"), (False, False): tr("No text of the label"),
        }[polish, english]  # fmt: skip
        change = (tr.context("button", "Change"), "pencil", self._edit)
        self._line("image", "text2" if logos else "warn", tr.plural("{n} logo", "{n} logos", logos), *change)
        self._line("file-text", "text2" if polish else "warn", text, *change)
        done = view.assets - len(page.unlabelled)
        stuck = tr("Stuck on {done} of {all}", done=done, all=view.assets)
        left = len(page.unlabelled)
        printing = (tr("Print {n}", n=left), "printer", self._print) if left else ("", "", None)
        self._line("circle-check", "ok" if not left else "text2", stuck, *printing)
        self.gaps.show_gaps(missing, warnings)
        self.gaps.setVisible(bool(wanted))

    def _line(self, icon: str, ink: str, text: str, verb: str, verb_icon: str, go: Callable[[], object] | None) -> None:
        mark = QLabel()
        mark.setPixmap(pixmap(icon, 16, ink, self.devicePixelRatioF()))
        line = fill(row(spacing=8), mark, label(text), 1)
        if go is not None:
            made = link(verb, go, icon=verb_icon)
            made.setAccessibleName(f"{verb}: {text}")
            line.addWidget(made)
        self._lines.addWidget(framed(line))


class DurabilityCard(Card):
    """The time line, and the sentence of what may not be done until when; or that the end is not known."""

    def __init__(self, tr: Translations, enter: Callable[[], object]) -> None:
        super().__init__(tr("Durability period"))
        self._tr = tr
        self.timeline = DurabilityTimeline(tr)
        self._mark = QLabel()
        self.text = label("", wrap=True)
        self.enter = link(tr("Enter date and document"), enter, icon="calendar")
        self.body.addWidget(self.timeline)
        line = row(spacing=8)
        line.addWidget(self._mark)
        line.addWidget(self.text, 1)
        line.addWidget(self.enter)
        self.body.addLayout(line)

    def show_page(self, page: ProjectPage, today: date) -> None:
        """Show a project."""
        tr, view, form = self._tr, page.view, page.form
        end = view.completed_on or view.ends_on
        self.timeline.set_dates(
            start=view.starts_on, end=end, until=view.durability_until, today=today, token=token_of(page)
        )
        bound = any(source.durability_years for source in page.sources)
        unknown = view.durability_until is None and bound
        self.enter.setVisible(unknown)
        if unknown:
            text = tr("Durability: not set. The completion date and its document are missing; nothing is guessed.")
        elif view.durability_until is None:
            text = tr("The sources of this project ask for no durability period.")
        elif view.durability_until < today:
            text = tr("The durability period ended on {day}.", day=view.durability_until)
        else:
            text = tr.plural(
                "Until {day} this {n} asset may not be sold, given away or used for something else.",
                "Until {day} these {n} assets may not be sold, given away or used for something else.",
                view.assets, day=view.durability_until,
            )  # fmt: skip
            text += " " + tr("The register asks for the consent before a disposal.")
        document = form.completion_document
        said = tr("completed on {day}, {document}", day=form.completed_on, document=document)
        self.set_title(self.title.text(), said if form.completed_on and document else "")
        self.text.setText(text)
        tone = "warn" if view.durability_until is None or view.durability_until >= today else "ok"
        icon = "triangle-alert" if unknown else "shield"
        self._mark.setPixmap(pixmap(icon, 18, tone, self.devicePixelRatioF()))


def _legend(part: Part) -> QWidget:
    square = QLabel()
    square.setFixedSize(10, 10)
    from inventory.ui import theme

    square.setStyleSheet(f"background: {theme.color(part.token).name()};")
    return framed(fill(row(spacing=8), square, label(part.name, ink="text2"), 1, label(part.amount)))


def _euro(tr: Translations, total: int | None, grant: int | None) -> str:
    return _with_grant(tr, f"{_short(tr, total)} EUR" if total else "", f"{_short(tr, grant)} EUR" if grant else "")


def _zloty(tr: Translations, total: int | None, grant: int | None) -> str:
    return _with_grant(tr, _whole(tr, total) if total else "", _whole(tr, grant) if grant else "")


def _whole(tr: Translations, amount: int) -> str:
    return tr.money(amount).replace(tr.amount(amount), _short(tr, amount))


def _short(tr: Translations, amount: int) -> str:
    """Write an amount without its decimals where they are zero."""
    return tr.amount(amount) if amount % 100 else tr.number(amount // 100)


def _with_grant(tr: Translations, total: str, grant: str) -> str:
    return tr("{total}, of which grant {grant}", total=total, grant=grant) if total and grant else total or grant
