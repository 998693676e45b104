"""The form of a funding source: code and kind, wording in two languages, rules of its labels, logos."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QLabel

from inventory.base.errors import Invalid, UserError
from inventory.base.i18n import N_
from inventory.services.files import FileContent, FileRequest, file_content, keep_logo
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
from inventory.services.pictures import MOST_BYTES, logo_type
from inventory.ui.context import Context
from inventory.ui.screens.records import RecordDialog, TickEditor
from inventory.ui.widgets.editor_rows import EditorRows
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, LinesEditor
from inventory.ui.widgets.figures import FigureEditor
from inventory.ui.widgets.still import picture_of
from inventory.ui.widgets.text import label

_PICTURE = QSize(84, 32)
_WHOLE = ("durability_years", "retention_years")
_SIZES = ("label_width_mm", "label_height_mm")


class Logo(NamedTuple):
    """A logo of the form: bytes that are kept already or come with the saving."""

    name: str
    content: bytes
    media_type: str
    sha256: str = ""


class SourceData(NamedTuple):
    """A source as it is stored with the files of its logos."""

    form: SourceRequest
    logos: list[Logo]


def read_source(session: Any, source_id: int) -> SourceData:
    """Read a source for its form."""
    form = source_form(session, source_id)
    files: list[FileContent] = [file_content(session, logo.sha256) for logo in form.logos]
    logos = [
        Logo(asked.name, file.content, file.media_type, asked.sha256)
        for asked, file in zip(form.logos, files, strict=True)
    ]
    return SourceData(form, logos)


class LogoPicture(QLabel):
    """The picture of a logo as the first editor of its row. `value` is the `Logo`."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._logo: Logo | None = None
        self.setFixedSize(_PICTURE + QSize(8, 4))
        self.setProperty("ground", "white")
        self.setStyleSheet("background: white; border-radius: 4px;")

    def value(self) -> object:
        """Return the logo."""
        return self._logo

    def set_value(self, value: object) -> None:
        """Show a logo."""
        if isinstance(value, Logo):
            self._logo = value
            self.setPixmap(picture_of(value.content, value.media_type, _PICTURE, self.devicePixelRatioF()))
            self.setToolTip(value.name)

    def problem(self) -> str:
        """Return nothing: only sound pictures come here."""
        return ""


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
        self.grid.set_values({key: getattr(form, key) for key in self.grid.fields if key != "logos"})
        self.grid.fields["logos"].set_value([
            (logo, asked.name, asked.min_width_mm, asked.clear_space_mm, asked.source_page)
            for logo, asked in zip(data.logos, form.logos, strict=True)
        ] if data else [])  # fmt: skip

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
        hint = tr("{blocks} are filled in on each label.", blocks="{project}, {title}")
        self.add("statement_pl", tr("Statement in Polish"), LinesEditor(lines=3), span=3, hint=hint)
        self.add("statement_en", tr("Statement in English"), LinesEditor(lines=3), span=3)
        self.add("slogan_pl", tr("Slogan in Polish"), LineEditor(longest=500), span=3)
        self.add("slogan_en", tr("Slogan in English"), LineEditor(longest=500), span=3)

    def _label_rules(self) -> None:
        tr = self._tr
        self.add("label_mode", tr("Label"), ChoiceEditor([(key, tr(word)) for key, word in LABEL_MODES.items()]))
        self.add("label_required", tr("Duty"), ChoiceEditor([(key, tr(word)) for key, word in LABEL_DUTIES.items()]))
        self.add("legal_basis", tr("Legal basis"), LineEditor(longest=500))
        self.add("label_width_mm", tr("Width of the label, mm"), FigureEditor(tr, most=500))
        self.add("label_height_mm", tr("Height of the label, mm"), FigureEditor(tr, most=500))
        self.add("retention_years", tr("Papers are kept, years"), FigureEditor(tr, scale=1, decimals=0, most=100))
        self.add("durability_years", tr("Durability, years"), FigureEditor(tr, scale=1, decimals=0, most=100))
        starts = [(key, tr(word)) for key, word in DURABILITY_STARTS.items()]
        self.add("durability_start", tr("Durability counts from"), ChoiceEditor(starts))
        self.add("active", tr("State"), TickEditor(tr("Still used")))
        self.add("valid_from", tr("Holds from"), DateEditor(tr))
        self.add("valid_to", tr("Holds until"), DateEditor(tr))

    def _logo_rows(self) -> EditorRows:
        tr = self._tr
        headings = [
            ("", 0), (tr("Name"), 3), (tr("Least width, mm"), 1), (tr("Clear space, mm"), 1),
            (tr("Page of the manual"), 1),
        ]  # fmt: skip

        def row() -> list[Any]:
            figures = [FigureEditor(tr, most=200), FigureEditor(tr, most=200)]
            return [LogoPicture(), LineEditor(longest=300), *figures, LineEditor(longest=100)]

        self.logos = EditorRows(tr, headings, row, add_text=tr("Add a logo file…"), add=self._on_add_logo)
        self.logo_problem = label("", role="caption", ink="err", wrap=True)
        return self.logos

    def _logo_hint(self) -> str:
        return self._tr(
            "PNG, JPEG or SVG. Take least width and clear space from the brand manual: a smaller logo is refused."
        )

    def _on_add_logo(self) -> None:
        tr = self._tr
        names, _ = QFileDialog.getOpenFileNames(
            self, tr("Add a logo file…"), "", f"{tr('Pictures')} (*.png *.jpg *.jpeg *.svg)"
        )
        for name in names:
            self.add_logo(Path(name))

    def add_logo(self, path: Path) -> bool:
        """Look at a file and add it as a logo; a wrong one is refused beside the logos."""
        field = self.grid.fields["logos"]
        try:
            if path.stat().st_size > MOST_BYTES:
                raise Invalid("A logo is a PNG, JPEG or SVG file.", field="logo")
            content = path.read_bytes()
            logo = Logo(path.stem, content, logo_type(content))
        except UserError as error:
            field.set_error(f"{path.name}: {error.text(self._tr)}")
            return False
        self.logos.add_row((logo, path.stem))
        return True

    def request(self, values: dict[str, Any]) -> tuple[SourceRequest, list[tuple[Logo, LogoRequest]]]:
        """Return what to save, and the logos whose files are kept with it."""
        rows = values.pop("logos")
        asked = [
            (
                logo,
                LogoRequest(
                    sha256=logo.sha256, name=name or logo.name, min_width_mm=least, clear_space_mm=space,
                    source_page=page,
                ),
            )
            for logo, name, least, space, page in rows
        ]  # fmt: skip
        return replace(self._form, **values, logos=()), asked


def saving(dialog: SourceDialog, values: dict[str, Any]) -> Any:
    """Return the change that saves a source with its new logo files."""
    request, logos = dialog.request(dict(values))

    def change(work: Any) -> int:
        kept = []
        for logo, asked in logos:
            sha256 = asked.sha256 or keep_logo(work, FileRequest(name=logo.name, content=logo.content))
            kept.append(replace(asked, sha256=sha256))
        return save_source(work, replace(request, logos=tuple(kept)))

    return change


def deleting(source_id: int) -> Any:
    """Return the change that deletes a source."""
    return lambda work: delete_source(work, source_id)


SAVE_SOURCE = N_("Funding source")
