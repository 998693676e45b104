"""Settings: the state of the backups first, then folders and limits, then the copies to restore from."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout

from inventory.services.backups import BackupState, back_up, backup_state, read_copy
from inventory.ui.context import Context, Notice
from inventory.ui.icons import pixmap
from inventory.ui.operations import Job
from inventory.ui.restoring import restore_register
from inventory.ui.screens.settings_section import Section, SelfSavingForm
from inventory.ui.widgets.buttons import link, primary, secondary
from inventory.ui.widgets.card import Card, clear, column, fill, framed, row
from inventory.ui.widgets.dialogs import confirm
from inventory.ui.widgets.editors import LineEditor
from inventory.ui.widgets.field import Field
from inventory.ui.widgets.notices import NoticeStrip
from inventory.ui.widgets.text import ElidedLabel, label, rule

_SHOWN = 30
_MB = 1_000_000


class _State(NamedTuple):
    """The copies, and why a folder cannot be used, by folder."""

    backups: BackupState
    free: dict[str, int]
    size: int


class BackupsSection(Section):
    """Everything about copies of the register; restoring is one of the five questions."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Backups"))
        self._state = Card()
        self._strips = column(spacing=8)
        self._copies = Card(self._tr("Copies in the folder"), flush=True)
        self._lines: QVBoxLayout = column(spacing=0)
        self._copies.add(self._lines)
        self._tested: dict[Path, str] = {}
        self._head()
        self.body.addWidget(self._state)
        self.body.addLayout(self._strips)
        self.body.addWidget(self._folders_card())
        self.body.addWidget(self._copies)
        self.body.addStretch(1)

    def _head(self) -> None:
        tr = self._tr
        self.mark = QLabel()
        self.title = label("", role="card", wrap=True)
        self.detail = label("", ink="text2", wrap=True)
        self.make = primary(tr("Back up now"), self.make_now, icon="save")
        self.other = secondary(tr("Restore…"), self._on_other_copy, icon="rotate-ccw")
        line = row(spacing=16)
        line.addWidget(self.mark)
        line.addWidget(framed(fill(column(spacing=4), self.title, self.detail)), 1)
        fill(line, self.make, self.other)
        self._state.add(line)

    def _folders_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Where and how much"))
        self.form = SelfSavingForm(self._on_folders)
        hint = tr("Empty: the folder “kopie” beside the register.")
        self.form.add("backup_folder", Field(tr, tr("Place 1"), LineEditor(longest=500), hint=hint))
        hint = tr("Another disk or a network folder; empty: none.")
        self.form.add("second_backup_folder", Field(tr, tr("Place 2"), LineEditor(longest=500), hint=hint))
        self.form.add(
            "backup_limit_mb",
            Field(
                tr,
                tr("Size limit, MB"),
                LineEditor(longest=7),
                hint=tr("Above it the oldest copies go first; three always stay."),
            ),
        )
        card.add(self.form)
        choose = row(spacing=8)
        for key, text in (("backup_folder", tr("Choose place 1…")), ("second_backup_folder", tr("Choose place 2…"))):
            choose.addWidget(secondary(text, partial(self._on_choose, key), icon="folder-open", small=True))
        choose.addStretch(1)
        card.add(choose)
        kept = tr("A copy is made once a day and read through. Kept are the copies of 7 days, 4 weeks and 12 months.")
        card.add(label(kept, role="caption", ink="text3", wrap=True))
        return card

    def refresh(self) -> None:
        """Look at the folders again."""
        settings, path = self.context.settings, self.context.application.path
        self.form.show_stored({
            "backup_folder": settings.backup_folder,
            "second_backup_folder": settings.second_backup_folder,
            "backup_limit_mb": str(settings.backup_limit_mb),
        })  # fmt: skip

        def look(_job: Job) -> _State:
            state = backup_state(path, settings)
            folders = [folder for folder in (state.folder, state.second_folder) if folder is not None]
            free = {str(folder): shutil.disk_usage(folder).free for folder in folders if folder.is_dir()}
            return _State(state, free, path.stat().st_size)

        self.context.operations.query(self, look, slot="section").on_success(self._show)

    def make_now(self) -> None:
        """Copy the register into its folders."""
        application, settings, tr = self.context.application, self.context.settings, self._tr

        def told(job: Job, done: int, total: int) -> bool:
            job.progress(done, total)
            return True

        task = self.context.operations.run(
            self, tr("Back up"), lambda job: back_up(application.path, settings, progress=partial(told, job))
        )
        task.on_success(self._on_made)

    def _on_made(self, outcome: object) -> None:
        tr = self._tr
        for problem in outcome.problems:  # type: ignore[attr-defined]
            self.context.notify(tr.message(problem), "err", key="backup")
        made = outcome.made  # type: ignore[attr-defined]
        if made is not None:
            self._tested[made.path] = tr.plural("Read through: {n} asset", "Read through: {n} assets", made.assets)
            self.context.notify(
                tr("The copy {file} is made and was read through.", file=made.path.name), "ok", key="backup"
            )
        self.refresh()
        self.context.program.tell_state()

    # Showing ------------------------------------------------------------------------------------------------

    def _show(self, state: _State) -> None:
        tr, backups = self._tr, state.backups
        good = backups.last is not None and not backups.is_late
        icon, ink = ("circle-check", "ok") if good else ("triangle-alert", "warn")
        self.mark.setPixmap(pixmap(icon, 32, ink, self.devicePixelRatioF()))
        if backups.last is None:
            self.title.setText(tr("There is no copy yet"))
        else:
            late = tr("The last copy is old: {when}", when=tr.moment(backups.last))
            self.title.setText(late if backups.is_late else tr("Last copy: {when}", when=tr.moment(backups.last)))
        size = tr("{n} MB", n=tr.decimal(round(sum(copy.size for copy in backups.copies) / _MB, 1)))
        self.detail.setText(
            tr.plural("{n} copy, {size} together", "{n} copies, {size} together", len(backups.copies), size=size)
        )
        self._show_folders(state)
        self._show_copies(state)

    def _show_folders(self, state: _State) -> None:
        tr = self._tr
        clear(self._strips)
        for key, folder in (
            ("backup_folder", state.backups.folder),
            ("second_backup_folder", state.backups.second_folder),
        ):
            field = self.form.fields[key]
            field.editor.setPlaceholderText(str(folder or ""))  # type: ignore[attr-defined]
            if folder is None:
                continue
            if str(folder) in state.free:
                field.set_good(tr("Works, {n} GB free", n=tr.number(state.free[str(folder)] // 1_000_000_000)))
            elif key == "second_backup_folder" or self.context.settings.backup_folder:
                field.set_error(tr("This folder cannot be reached."))
                said = tr("The folder {folder} cannot be reached; nothing is copied there.", folder=folder)
                notice = Notice(text=said, tone="warn", action=tr("Check again"), run=self.refresh)
                self._strips.addWidget(NoticeStrip(tr, notice, closable=False))

    def _show_copies(self, state: _State) -> None:
        tr = self._tr
        clear(self._lines)
        for copy in state.backups.copies[:_SHOWN]:
            line = row(spacing=16, margins=(16, 5, 12, 5))
            when = label(tr.moment(copy.made_at))
            when.setMinimumWidth(140)
            size = label(tr("{n} MB", n=tr.decimal(round(copy.size / _MB, 1))), ink="text2")
            size.setMinimumWidth(80)
            size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            test = link(tr("Test"), partial(self.test, copy.path))
            test.setAccessibleName(tr("Test the copy of {when}", when=tr.moment(copy.made_at)))
            restore = link(tr("Restore…"), partial(self.restore, copy.path, tr.moment(copy.made_at)))
            restore.setAccessibleName(tr("Restore the copy of {when}", when=tr.moment(copy.made_at)))
            tested = label(self._tested.get(copy.path, ""), role="caption", ink="ok")
            name = ElidedLabel(copy.path.name, role="caption", ink="text3")
            fill(line, when, size, name, tested, test, restore)
            self._lines.addWidget(rule())
            self._lines.addWidget(framed(line))
        if not state.backups.copies:
            none = row(margins=(16, 8, 16, 14))
            none.addWidget(label(tr("No copies lie in {folder}.", folder=state.backups.folder), ink="text2", wrap=True))
            self._lines.addWidget(framed(none))

    # What is done -------------------------------------------------------------------------------------------

    def test(self, copy: Path) -> None:
        """Read a copy through and say whether it is whole."""
        tr = self._tr

        def said(assets: int) -> None:
            self._tested[copy] = tr.plural("Read through: {n} asset", "Read through: {n} assets", assets)
            self.refresh()

        task = self.context.operations.run(self, tr("Test the copy"), lambda _job: read_copy(copy))
        task.on_success(said)

    def restore(self, copy: Path, when: str) -> None:
        """Ask, then put a copy in the place of the register; it is read through before anything is touched."""
        tr = self._tr
        asked = confirm(
            self, tr, title=tr("Restore the copy of {when}?", when=when),
            text=tr("The register goes back to what it was then.")
            + " "
            + tr("What was entered since is not lost: the present file is kept beside it."),
            verb=tr("Restore the register"),
        )  # fmt: skip
        if asked:
            restore_register(self.context.program, copy)

    def _on_other_copy(self) -> None:
        folder, kinds = str(self.context.application.path.parent), self._tr("Registers")
        name, _ = QFileDialog.getOpenFileName(self, self._tr("Restore"), folder, f"{kinds} (*.db)")
        if name:
            self.restore(Path(name), Path(name).name)

    def _on_choose(self, key: str) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self._tr("Folder of the copies"), str(getattr(self.context.settings, key))
        )
        if name:
            self._on_folders({key: str(Path(name))})

    def _on_folders(self, changed: dict[str, object]) -> None:
        field = self.form.fields["backup_limit_mb"]
        if "backup_limit_mb" in changed:
            typed = str(changed["backup_limit_mb"])
            if not typed.isdecimal() or not 1 <= int(typed) <= _MB:
                self.form.forget({"backup_limit_mb": typed})
                field.set_error(self._tr("Enter a number of megabytes, at least 1."))
                return
            changed = {**changed, "backup_limit_mb": int(typed)}
        for key in ("backup_folder", "second_backup_folder"):
            folder = str(changed.get(key, ""))
            if folder and not Path(folder).is_absolute():
                self.form.forget({key: folder})
                self.form.fields[key].set_error(self._tr("Enter the whole path of the folder."))
                return
        self.keep(**changed)

    def on_kept(self) -> None:
        """Look at the new folders."""
        self.refresh()
