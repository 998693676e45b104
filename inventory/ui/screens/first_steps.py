"""The register while it has no assets: four ways to begin, and five steps that tick themselves (ui.md 7.11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QBoxLayout, QProgressBar, QWidget

from inventory.base.paths import demonstration_register
from inventory.ui.context import Context
from inventory.ui.screens.welcome import way
from inventory.ui.widgets import buttons
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row
from inventory.ui.widgets.text import label, rule
from inventory.ui.widgets.ways import StepMark

if TYPE_CHECKING:
    from inventory.ui.screens.register_parts import Actions

_MINUTES_EACH = 4


@dataclass(frozen=True, kw_only=True)
class _Step:
    done: bool
    title: str
    detail: str
    verb: str
    go: Callable[[], object]


class FirstSteps(QWidget):
    """Reads what is done already each time it is shown."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__()
        self._context, self._actions = context, actions
        tr = context.tr
        line = row(spacing=24)
        self.setLayout(line)
        ways = column(spacing=14)
        fill(ways, label(tr("The register is still empty"), role="title"))
        fill(ways, label(tr("Choose where to begin. Every step can be undone."), ink="text2"))
        self.sheet = buttons.primary(tr("Choose a file…"), lambda: context.navigate("import"))
        self.first = buttons.secondary(tr("Add asset"), actions.new)
        self.scanner = buttons.secondary(
            tr("Check the scanner"), lambda: context.navigate("settings", section="scanner")
        )
        self.example = buttons.secondary(tr("Open the example"), self._on_example)
        for icon, title, text, button in (
            (
                "upload",
                tr("Read a list from a sheet"),
                tr("Excel or CSV. Columns are recognised, errors are shown before anything is saved."),
                self.sheet,
            ),
            (
                "plus",
                tr("Add the first asset"),
                tr("Three fields are enough: name, category, value. The rest can wait."),
                self.first,
            ),
            (
                "scan-barcode",
                tr("Scan a sticker or a maker's code"),
                tr("Plug in the scanner and scan any code. An unknown code opens a new asset."),
                self.scanner,
            ),
            (
                "eye",
                tr("Look around in an example"),
                tr("14 assets of project NMF/PA18/0004 in a register of their own, marked as an example."),
                self.example,
            ),
        ):
            ways.addWidget(way(icon, title, text, button))
        self._end(ways)
        line.addLayout(ways, 1)
        self.steps = Card()
        self.steps.setFixedWidth(372)
        line.addWidget(self.steps)

    def _end(self, ways: QBoxLayout) -> None:
        tr, context = self._context.tr, self._context
        ways.addStretch(1)
        restore = buttons.link(
            tr("Restore the register from a backup"), lambda: context.navigate("settings", section="backups")
        )
        fill(ways, fill(row(spacing=8), label(tr("Is there a backup?"), ink="text2"), restore, 1))

    def read(self) -> None:
        """Read which steps are done."""
        self.steps.setVisible(not self._context.settings.first_steps_hidden)
        application = self._context.application

        def work(_job: object) -> dict[str, Any]:
            from inventory.services.organisation import unit_view
            from inventory.services.spending import list_projects

            def look(session: Any) -> dict[str, Any]:
                unit = unit_view(session)
                projects = list_projects(session)
                return {
                    "unit": unit.short_name or unit.name,
                    "pattern": unit.number_pattern,
                    "project": projects[0].number if projects else "",
                }

            found: dict[str, Any] = application.read(look)
            return found

        self._context.operations.query(self, work, slot="steps").on_success(self._show)

    def _steps(self, found: dict[str, Any]) -> tuple[_Step, ...]:
        tr, go = self._context.tr, self._context.navigate
        return (
            _Step(
                done=bool(found["unit"]),
                title=tr("Name and logo of the unit"),
                detail=found["unit"] or tr("They stand on stickers and papers"),
                verb=tr("Enter"),
                go=lambda: go("settings", section="organisation"),
            ),
            _Step(
                done=bool(found["pattern"]),
                title=tr("Numbering"),
                detail=found["pattern"],
                verb=tr.context("button", "Set"),
                go=lambda: go("settings", section="numbering"),
            ),
            _Step(
                done=bool(found["project"]),
                title=tr("Funding source"),
                detail=found["project"] or tr("Project, shares, text of the label"),
                verb=tr.context("button", "Add"),
                go=lambda: go("funding"),
            ),
            _Step(
                done=False,
                title=tr("First assets"),
                detail=tr("Type them or read a sheet"),
                verb=tr.context("button", "Add"),
                go=self._actions.new,
            ),
            _Step(
                done=False,
                title=tr("A sticker to try"),
                detail=tr("Check printer and scanner"),
                verb=tr("Print"),
                go=self._actions.print_stickers,
            ),
        )

    def _show(self, found: dict[str, Any]) -> None:
        tr, steps = self._context.tr, self._steps(found)
        clear(self.steps.body)
        done = sum(step.done for step in steps)
        left = tr(
            "{done} of {all} steps, about {minutes} minutes",
            done=done,
            all=len(steps),
            minutes=_MINUTES_EACH * (len(steps) - done),
        )
        fill(self.steps.body, label(tr("Begin here"), role="card"), label(left, role="caption", ink="text3"))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, len(steps))
        bar.setValue(done)
        bar.setAccessibleName(left)
        self.steps.add(bar)
        turn = next((number for number, step in enumerate(steps) if not step.done), -1)
        for number, step in enumerate(steps):
            if number:
                self.steps.add(rule())
            self.steps.add(_line(number, step, here=number == turn))
        self.steps.body.addStretch(1)
        self.steps.add(fill(row(), buttons.link(tr("Hide this list"), self._on_hide), 1))

    def _on_hide(self) -> None:
        self._context.settings.first_steps_hidden = True
        self._context.settings.save()
        self.steps.hide()

    def _on_example(self) -> None:
        context, path = self._context, demonstration_register()

        def make(_job: object) -> None:
            from inventory.services.demonstration import make_demonstration

            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                make_demonstration(path)

        made = context.operations.run(self, context.tr("Make the example"), make)
        made.on_success(lambda _none: context.program.open_register(path))


def _line(number: int, step: _Step, *, here: bool) -> QWidget:
    words = column(spacing=1)
    title = label(step.title, role="strong" if step.done or here else "body")
    fill(words, title, label(step.detail, role="caption", ink="text3"))
    line = row(spacing=12, margins=(0, 8, 0, 8))
    line.addWidget(StepMark(number + 1, done=step.done, here=here))
    line.addLayout(words, 1)
    if here:
        line.addWidget(buttons.primary(step.verb, step.go, icon="plus"))
    return framed(line)
