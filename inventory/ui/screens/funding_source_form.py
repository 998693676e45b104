"""The form of a funding source: code and kind, wording in two languages, rules of its labels, logos."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from inventory.base.errors import UserError
from inventory.base.i18n import N_
from inventory.labels.inks import COLOUR
from inventory.services.files import file_content
from inventory.services.funding import (
    DURABILITY_STARTS,
    LABEL_DUTIES,
    LABEL_MODES,
    SOURCE_KINDS,
    LogoRequest,
    SourceRequest,
    delete_source,
    save_source,
    source_form,
)
from inventory.services.funding_gaps import source_gaps
from inventory.ui.context import Context
from inventory.ui.screens.funding_gap_lines import GapLines
from inventory.ui.screens.funding_logos import Logo, asked_logo, choose_files, keep_row, logo_rows, read_logo_file
from inventory.ui.screens.records import RecordDialog, TickEditor
from inventory.ui.widgets.editor_rows import EditorRows
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, LinesEditor
from inventory.ui.widgets.figures import FigureEditor


class SourceData(NamedTuple):
    """A source as it is stored with the files of its logos: in colour, grey and black."""

    form: SourceRequest
    logos: list[tuple[Logo | None, ...]]


def read_source(session: Any, source_id: int) -> SourceData:
    """Read a source for its form."""
    form = source_form(session, source_id)

    def version(asked: LogoRequest, sha256: str | None) -> Logo | None:
        if sha256 is None:
            return None
        file = file_content(session, sha256)
        return Logo(asked.name, file.content, file.media_type)

    logos = [tuple(version(one, sha) for sha in (one.sha256, one.grey_sha256, one.black_sha256)) for one in form.logos]
    return SourceData(form, logos)


class SourceDialog(RecordDialog):
    """Everything of domain.md 1.5 that a source holds; all of it the unit's own data."""

    def __init__(self, context: Context, data: SourceData | None) -> None:
        tr = context.tr
        form = data.form if data else SourceRequest(code="", name_pl="")
        title = tr("Source {code}", code=form.code) if data else tr("New source")
        super().__init__(tr, title, columns=3, width=900, can_delete=data is not None)
        self._form = form
        self._basics()
        self._wording()
        self._label_rules()
        self.add("logos", tr("Logos, in the order of the label"), self._logo_rows(), span=3, hint=self._logo_hint())
        self.gaps = GapLines(tr, strip=True)
        self.body.insertWidget(0, self.gaps)
        # Sentences that wrap are given the height of narrower ones; what is left over goes below all.
        self.body.addStretch(1)
        self.grid.set_values({key: getattr(form, key) for key in self.grid.fields if key != "logos"})
        self.grid.fields["logos"].set_value([
            (*versions, asked.name, asked.min_width_mm, asked.clear_space_mm, asked.source_page)
            for versions, asked in zip(data.logos, form.logos, strict=True)
        ] if data else [])  # fmt: skip
        for field in self.grid.fields.values():
            field.changed.connect(self._show_gaps)
        self._show_gaps()

    def _basics(self) -> None:
        tr = self._tr
        self.add("code", tr("Code"), LineEditor(longest=32), required=True, hint=tr("For sheets, for example NMF"))
        self.add("name_pl", tr("Name in Polish"), LineEditor(longest=300), required=True)
        self.add("name_en", tr("Name in English"), LineEditor(longest=300))
        self.add("kind", tr("Kind"), ChoiceEditor([(key, tr(word)) for key, word in SOURCE_KINDS.items()]))
        self.add("period", tr("Period"), LineEditor(longest=100), hint=tr("For example 2014-2021"))
        self.add("operator", tr("Operator"), LineEditor(longest=300))
        self.add("programme", tr("Programme"), LineEditor(longest=300))
        self.add("area", tr("Area"), LineEditor(longest=300))
        self.add("url", tr("Address of the fund"), LineEditor(longest=500))

    def _wording(self) -> None:
        tr = self._tr
        hint = tr("{blocks} are filled in on each label.", blocks="{project}, {title}, {agreement}, {grant}")
        self.add("statement_pl", tr("Statement in Polish"), LinesEditor(lines=3), span=3, hint=hint)
        self.add("statement_en", tr("Statement in English"), LinesEditor(lines=3), span=3)
        self.add("slogan_pl", tr("Slogan in Polish"), LineEditor(longest=500), span=3)
        self.add("slogan_en", tr("Slogan in English"), LineEditor(longest=500), span=3)

    def _label_rules(self) -> None:
        tr = self._tr
        self.add("label_mode", tr("Label"), ChoiceEditor([(key, tr(word)) for key, word in LABEL_MODES.items()]))
        self.add("label_required", tr("Duty"), ChoiceEditor([(key, tr(word)) for key, word in LABEL_DUTIES.items()]))
        self.add("legal_basis", tr("Legal basis"), LineEditor(longest=500))
        hint = tr("Of locked artwork: its own size")
        self.add("label_width_mm", tr("Width of the label, mm"), FigureEditor(tr, most=500), hint=hint)
        self.add("label_height_mm", tr("Height of the label, mm"), FigureEditor(tr, most=500))
        self.add("label_scaled", tr("Locked artwork"), TickEditor(tr("May be fitted to the label")))
        self.add(
            "label_order", tr("Place among several sources"), FigureEditor(tr, scale=1, decimals=0, most=1000),
            hint=tr("The lowest number stands first"),
        )  # fmt: skip
        self.add("most_logos", tr("Logos in the row at most"), FigureEditor(tr, scale=1, decimals=0, most=20))
        self.add("label_number", tr("Number of the asset"), TickEditor(tr("With number and code")))
        self.add("retention_years", tr("Papers are kept, years"), FigureEditor(tr, scale=1, decimals=0, most=100))
        self.add("durability_years", tr("Durability, years"), FigureEditor(tr, scale=1, decimals=0, most=100))
        starts = [(key, tr(word)) for key, word in DURABILITY_STARTS.items()]
        self.add("durability_start", tr("Durability counts from"), ChoiceEditor(starts))
        self.add("active", tr("State"), TickEditor(tr("Still used")))
        self.add("valid_from", tr("Holds from"), DateEditor(tr))
        self.add("valid_to", tr("Holds until"), DateEditor(tr))

    def _logo_rows(self) -> EditorRows:
        self.logos = logo_rows(self._tr, self._on_logo_refused, self._on_add_logo)
        return self.logos

    def _logo_hint(self) -> str:
        return self._tr(
            "PNG, JPEG or SVG. Take least width and clear space from the brand manual: a smaller logo is refused. "
            "Label printers take the version in black."
        )

    def _on_add_logo(self) -> None:
        for path in choose_files(self, self._tr, many=True):
            self.add_logo(path)

    def add_logo(self, path: Path) -> bool:
        """Look at a file and add it as a logo; a wrong one is refused beside the logos."""
        try:
            logo = read_logo_file(path, COLOUR)
        except UserError as error:
            self._on_logo_refused(error.text(self._tr))
            return False
        self.logos.add_row((logo, None, None, path.stem))
        return True

    def _on_logo_refused(self, sentence: str) -> None:
        self.grid.fields["logos"].set_error(sentence)

    def _show_gaps(self) -> None:
        # Labels are in Polish unless told otherwise: what only English ones lack is no more than a warning.
        polish, english = (source_gaps(self.request(self.values()), language) for language in ("pl", "en"))
        foreign = tuple(fault for fault in english.faults if fault not in polish.faults)
        self.gaps.show_gaps(polish.faults, (*polish.warnings, *foreign))
        self.gaps.setVisible(self.grid.fields["label_mode"].value() != "none")

    def request(self, values: dict[str, Any]) -> SourceRequest:
        """Return what to save, as if the files of its logos were kept."""
        rows = values.pop("logos")
        values["label_order"] = values["label_order"] or 0
        logos = tuple(asked for asked in map(asked_logo, rows) if asked is not None)
        return replace(self._form, **values, logos=logos)


def saving(dialog: SourceDialog, values: dict[str, Any]) -> Any:
    """Return the change that saves a source with its new logo files."""
    rows, request = values["logos"], dialog.request(dict(values))

    def change(work: Any) -> int:
        for row in rows:
            keep_row(work, row)
        return save_source(work, request)

    return change


def deleting(source_id: int) -> Any:
    """Return the change that deletes a source."""
    return lambda work: delete_source(work, source_id)


SAVE_SOURCE = N_("Funding source")
