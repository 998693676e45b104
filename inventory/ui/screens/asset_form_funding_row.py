"""One funding source of an asset in the form: source, project, its role, share and amount."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from inventory.base.i18n import N_, Translations
from inventory.base.money import WHOLE
from inventory.services.asset_choices import FormChoices, SourceChoice
from inventory.services.funding_split import ShareRequest
from inventory.ui import theme
from inventory.ui.asset_look import funding_token
from inventory.ui.screens.asset_form_section import show_whole
from inventory.ui.widgets import buttons
from inventory.ui.widgets.charts import Part
from inventory.ui.widgets.editors import ChoiceEditor, LineEditor, MoneyEditor, PercentEditor
from inventory.ui.widgets.text import set_state

SQUARE, SOURCE, PROJECT, ROLE, SHARE, AMOUNT, REMOVE = range(7)
SHARE_WIDTH, AMOUNT_WIDTH = 84, 124
_NATIONAL = frozenset({"STATE_BUDGET", "STATE_FUND", "POLICE_SUPPORT_FUND", "LOCAL_GOV", "OWN"})
# Sources whose money always belongs to a project.
GRANTS = frozenset({"NORWAY", "EEA", "EEA_NORWAY", "EU_FE", "EU_HOME", "KPO", "SWISS"})
_ROLES = {"OWN": N_("Own means"), "DONATION": N_("Donation")}


def role(source: SourceChoice | None, project: bool) -> str:
    """Return what a source does for an asset as an English id: it follows from its kind and the project."""
    if source is None:
        return ""
    if project:
        return N_("National contribution") if source.kind in _NATIONAL else N_("Grant")
    return _ROLES.get(source.kind, N_("Financing") if source.kind in _NATIONAL else N_("Grant"))


class Square(QWidget):
    """The colour of a source."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(12, 12)
        self._token = ""

    def set_token(self, token: str) -> None:
        """Show another colour, "" none."""
        self._token = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(self._token or "track"))
        painter.end()


class FundingRow(QObject):
    """The widgets of one row, placed into a grid.

    `by_amount` tells that the amount was typed and the share follows from it. Signals: edited() when something was
    chosen or typed; left(); source_chosen(); removed().
    """

    edited = Signal()
    left = Signal()
    source_chosen = Signal()
    project_chosen = Signal()
    removed = Signal()

    def __init__(self, tr: Translations, choices: FormChoices, grid: QGridLayout, line: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr, self._choices = tr, choices
        self.by_amount = False
        self.square = Square()
        self.source, self.project = ChoiceEditor(), ChoiceEditor()
        self.role = LineEditor()
        self.role.setReadOnly(True)
        self.share, self.amount = PercentEditor(tr), MoneyEditor(tr)
        self.share.setFixedWidth(SHARE_WIDTH)
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.remove = buttons.icon_button("trash-2", tr("Remove this source"), self.removed.emit)
        self.widgets: list[QWidget] = [
            self.square, self.source, self.project, self.role, self.share, self.amount, self.remove,
        ]  # fmt: skip
        names = ("", tr("Funding source"), tr("Project"), tr("Role"), tr("Share"), tr("Amount"), "")
        for place, (widget, name) in enumerate(zip(self.widgets, names, strict=True)):
            grid.addWidget(widget, line, place)
            if name:
                widget.setAccessibleName(name)
        self._fill_choices()
        self.source.changed.connect(self._on_source)
        self.project.changed.connect(self._on_project)
        self.share.textEdited.connect(lambda _text: self._on_typed(by_amount=False))
        self.amount.textEdited.connect(lambda _text: self._on_typed(by_amount=True))
        for editor in (self.share, self.amount):
            editor.left.connect(self.left)

    def _fill_choices(self, source_id: int | None = None, project_id: int | None = None) -> None:
        tr = self._tr
        pl = tr.language == "pl"
        sources = [
            (one.id, f"{one.code} – {one.name_pl if pl else one.name_en}")
            for one in self._choices.sources
            if one.active or one.id == source_id
        ]
        projects = [(one.id, one.number) for one in self._choices.projects if one.active or one.id == project_id]
        self.source.set_choices([(None, tr("choose a source")), *sources], value=source_id)
        self.project.set_choices([(None, tr("no project")), *projects], value=project_id)
        for editor in (self.source, self.project):
            show_whole(editor)
        self._show_role()

    def show_share(self, share: ShareRequest, *, by_amount: bool) -> None:
        """Show a stored or usual share."""
        self._fill_choices(share.source_id, share.project_id)
        self.by_amount = by_amount
        self.share.set_value(share.share)
        self.amount.set_value(share.amount)

    def source_id(self) -> int | None:
        """Return the source chosen."""
        value = self.source.value()
        return value if isinstance(value, int) else None

    def project_id(self) -> int | None:
        """Return the project chosen."""
        value = self.project.value()
        return value if isinstance(value, int) else None

    def set_project(self, project_id: int | None) -> None:
        """Choose a project without telling."""
        self.project.blockSignals(True)
        self.project.set_value(project_id)
        self.project.blockSignals(False)
        self._show_role()

    def typed_share(self) -> int | None:
        """Return the share in hundredths of a per cent."""
        value = self.share.value()
        return value if isinstance(value, int) else None

    def typed_amount(self) -> int | None:
        """Return the amount in grosze."""
        value = self.amount.value()
        return value if isinstance(value, int) else None

    def is_empty(self) -> bool:
        """Tell whether nothing was typed but perhaps the source."""
        return not self.share.text().strip() and not self.amount.text().strip()

    def name(self) -> str:
        """Return how the source is called, short."""
        found = next((one for one in self._choices.sources if one.id == self.source_id()), None)
        return found.code if found is not None else self._tr("the last row")

    def part(self) -> Part:
        """Return the row as a part of the bar."""
        share, amount = self.typed_share() or 0, self.typed_amount()
        written = self._tr.money(amount) if amount is not None else ""
        return Part(self.source.currentText(), share, written, self._tr.percent(share), self.token())

    def token(self) -> str:
        """Return the colour of the source."""
        source = self.source_id()
        return funding_token(source) if source is not None else "track"

    def compute(self, gross: int | None) -> None:
        """Fill the one of share and amount that was not typed."""
        self.amount.setEnabled(gross is not None)
        if self.by_amount:
            amount = self.typed_amount()
            if amount is not None and gross:
                self._put(self.share, min(round(amount * WHOLE / gross), WHOLE))
        elif gross is None:
            self._put(self.amount, None)
        else:
            share = self.typed_share()
            self._put(self.amount, None if share is None else (gross * share + WHOLE // 2) // WHOLE)

    def put_amount(self, amount: int) -> None:
        """Show the amount that the split to the grosz gives."""
        self._put(self.amount, amount)

    def problem(self) -> str:
        """Return what was typed wrong."""
        return self.share.problem() or self.amount.problem()

    def set_bad(self, bad: bool) -> None:
        """Mark the share red."""
        set_state(self.amount if self.by_amount else self.share, "bad", "1" if bad else "")

    def take_away(self) -> None:
        """Delete the widgets."""
        for widget in self.widgets:
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _put(self, editor: LineEditor, value: int | None) -> None:
        if editor.value() != value or (value is None and editor.text()):
            editor.set_value(value)

    def _show_role(self) -> None:
        found = next((one for one in self._choices.sources if one.id == self.source_id()), None)
        self.role.set_value(self._tr(role(found, self.project_id() is not None)))
        self.square.set_token(self.token())

    def _on_source(self) -> None:
        self._show_role()
        show_whole(self.source)
        self.source_chosen.emit()
        self.edited.emit()

    def _on_project(self) -> None:
        self._show_role()
        show_whole(self.project)
        self.project_chosen.emit()
        self.edited.emit()

    def _on_typed(self, *, by_amount: bool) -> None:
        self.by_amount = by_amount
        set_state(self.share, "bad", "")
        set_state(self.amount, "bad", "")
        self.edited.emit()
