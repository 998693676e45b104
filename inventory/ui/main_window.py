"""The one window: painted at once, filled a moment later with the frame and pages built when first opened.

The window knows no rules: what it shows comes from a table of `ScreenEntry`, what screens need from a `Context`.
What fills it is imported after its first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from inventory.base.settings import Settings
from inventory.ui import theme
from inventory.ui.opening import Opening

if TYPE_CHECKING:
    from inventory.ui.context import Context, Notice
    from inventory.ui.global_search import Find, GlobalSearch
    from inventory.ui.operations import Task
    from inventory.ui.screen import ScreenEntry

SMALLEST = (940, 480)
WIDE, MEDIUM, SHORT = 1280, 1000, 640


def width_step(width: int) -> str:
    """Return the step of ui.md 2 for a window width: wide, medium or narrow."""
    return "wide" if width >= WIDE else "medium" if width >= MEDIUM else "narrow"


class MainWindow(QMainWindow):
    """One window per register; `fill` gives it what it shows.

    Codes that no page takes go to `code_unclaimed`. Undo, redo and the user button only tell.
    Signals: undo_wanted(), redo_wanted(), user_wanted(), code_unclaimed(str), page_shown(key).
    """

    undo_wanted = Signal()
    redo_wanted = Signal()
    user_wanted = Signal()
    code_unclaimed = Signal(str)
    page_shown = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._filled = False
        self._pages: dict[str, QWidget] = {}
        self._current = ""
        self._counts: dict[str, int] = {}
        self._shortcuts: list[QShortcut] = []
        self._search: GlobalSearch | None = None
        theme.dress(self)
        self.setMinimumSize(*SMALLEST)
        self._restore_place()
        self.setCentralWidget(Opening(compact=self._is_narrow()))

    def fill(
        self,
        context: Context,
        screens: Sequence[ScreenEntry],
        *,
        unit: str = "",
        example: bool = False,
        find: Find | None = None,
    ) -> None:
        """Build the frame; `find` is asked for what Ctrl+K finds (on a reader thread) and returns hits."""
        self._context = context
        self._screens = {entry.key: entry for entry in screens}
        self._find = find
        self._unit, self._example = unit, example
        context.frame = self
        context.operations.failed = self._on_failed
        context.operations.progress_wanted.connect(self._on_progress)
        self._build()
        self._filled = True
        self._apply_width()

    # What screens call --------------------------------------------------------------------------------------

    def navigate(self, key: str, **arguments: object) -> None:
        """Show a screen, built when first opened; refused while the page shown does not let go."""
        if key != self._current and not self._may_leave():
            self.navigation.mark(self._marked(self._current))
            return
        from inventory.ui.focus_areas import land

        page = self._page(key)
        if key != self._current:
            self.messages.clear()
            self.set_status("")
        self._current = key
        self.pages.setCurrentWidget(page)
        self.messages.raise_toast()
        self.navigation.mark(self._marked(key))
        opens = getattr(page, "open", None)
        if opens is not None:
            opens(**arguments)
        land(page)
        self.page_shown.emit(key)

    def notify(self, notice: Notice) -> None:
        """Show a strip above the page."""
        self.messages.area().show_notice(notice)

    def toast(self, text: str, *, action: str = "", run: Callable[[], object] | None = None, keys: str = "") -> None:
        """Show what was done, with its undo."""
        self.messages.toast().show_toast(text, action=action, run=run, keys=keys)

    def set_status(self, text: str) -> None:
        """Write the left part of the status bar."""
        self.status.text.set_text(text)

    def set_count(self, key: str, count: int) -> None:
        """Show a counter beside a screen in the navigation."""
        self._counts[key] = count
        self.navigation.set_count(key, count)

    def search(self) -> GlobalSearch:
        """Return the search everywhere, built when it is first used."""
        from inventory.ui.global_search import GlobalSearch

        if self._search is None:
            entries = list(self._screens.values())
            self._search = GlobalSearch(self, self.top.search, self._context, entries, self._find)
        return self._search

    # What the program calls ---------------------------------------------------------------------------------

    def current_key(self) -> str:
        """Return the key of the page shown."""
        return self._current

    def current_page(self) -> QWidget | None:
        """Return the page shown."""
        return self._pages.get(self._current)

    def set_unit(self, unit: str, *, example: bool = False) -> None:
        """Write the window title."""
        tr = self._context.tr
        self._unit, self._example = unit, example
        title = tr("Equipment register – {unit}", unit=unit) if unit else tr("Equipment register")
        self.setWindowTitle(" – ".join([title, tr("EXAMPLE")]) if example else title)

    def rebuild(self) -> None:
        """Build frame and pages anew after `context.tr`, the theme or the density changed; the same page is shown."""
        theme.dress(self)
        key, page = self._current, self.current_page()
        state = page.state() if page is not None and hasattr(page, "state") else {}
        user = self.top.user.accessibleName()
        for old in self._pages.values():
            old.deleteLater()
        self._pages.clear()
        self._current = ""
        self._build()
        self.top.set_user(user)
        for name, count in self._counts.items():
            self.navigation.set_count(name, count)
        if key:
            self.navigate(key, **state)
        self._apply_width()

    def take_scan(self, code: str) -> None:
        """Give a scanned code to an open dialog, else to the page, else to whoever listens to `code_unclaimed`."""
        self.status.show_code(code)
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog is not self:
            shown = getattr(dialog, "handle_scan", None)
            if shown is None or not shown(code):
                self.messages.keep_scan(dialog, code, lambda: self.code_unclaimed.emit(code))
            return
        takes = getattr(self.current_page(), "handle_scan", None)
        if takes is None or not takes(code):
            self.code_unclaimed.emit(code)

    # Building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        from inventory.ui.frame import Frame

        frame = Frame(self, self._context, list(self._screens.values()))
        self.navigation, self.top, self.pages = frame.navigation, frame.top, frame.pages
        self.messages, self.status = frame.messages, frame.status
        self.navigation.chosen.connect(self.navigate)
        self.navigation.narrowed.connect(self._on_narrowed)
        self._search = None
        self.setCentralWidget(frame)
        self._connect_top()
        self._make_shortcuts()
        self.set_unit(self._unit, example=self._example)

    def _connect_top(self) -> None:
        self.top.undo_wanted.connect(self.undo_wanted)
        self.top.redo_wanted.connect(self.redo_wanted)
        self.top.user_wanted.connect(self.user_wanted)
        self.top.notices_wanted.connect(lambda: self.messages.show_history(self.top.bell))
        self.top.search.searched.connect(self._on_searched)

    def _make_shortcuts(self) -> None:
        from inventory.ui.actions import ACTIONS

        for old in self._shortcuts:
            old.deleteLater()
        self._shortcuts = []
        for entry in self._screens.values():
            if entry.keys:
                self._shortcut(entry.keys, lambda key=entry.key: self.navigate(key))
        wired = {"search_all": self.top.search.take_focus, "undo": self.undo_wanted.emit, "redo": self.redo_wanted.emit}
        for name, run in wired.items():
            for keys in ACTIONS[name].keys:
                self._shortcut(keys, run)
        for name in ("help", "settings"):
            if name in self._screens and not self._screens[name].keys:
                for keys in ACTIONS[name].keys:
                    self._shortcut(keys, lambda name=name: self.navigate(name))
        self._shortcut("F6", lambda: self._cycle(1))
        self._shortcut("Shift+F6", lambda: self._cycle(-1))

    def _shortcut(self, keys: str, run: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.activated.connect(run)
        self._shortcuts.append(made)

    def _page(self, key: str) -> QWidget:
        if key not in self._pages:
            page = self._screens[key].factory(self._context)
            self._pages[key] = page
            self.pages.addWidget(page)
            self._tell_width(page)
        return self._pages[key]

    def _marked(self, key: str) -> str:
        entry = self._screens.get(key)
        return entry.parent or entry.key if entry is not None else ""

    def _may_leave(self) -> bool:
        asks = getattr(self.current_page(), "can_leave", None)
        return True if asks is None else bool(asks())

    # Answers ------------------------------------------------------------------------------------------------

    # Looked up late: the messages are new ones after `rebuild`.
    def _on_failed(self, task: Task, error: BaseException) -> None:
        self.messages.show_failure(task, error)

    def _on_progress(self, task: Task) -> None:
        self.messages.show_progress(task)

    def _on_searched(self, text: str) -> None:
        self.search().look_for(text)

    def _on_narrowed(self, narrow: bool) -> None:
        self._settings.window["narrow"] = narrow
        self.navigation.set_compact(compact=narrow)

    def _cycle(self, step: int) -> None:
        from inventory.ui.focus_areas import areas_of, cycle

        marked = self._marked(self._current)
        first = [self.navigation.button(marked)] if self.navigation.has(marked) else []
        cycle([*first, *areas_of(self.current_page())], step)

    # Size ---------------------------------------------------------------------------------------------------

    def _is_narrow(self) -> bool:
        return width_step(self.width()) != "wide" or bool(self._settings.window.get("narrow"))

    def _apply_width(self) -> None:
        step, narrow = width_step(self.width()), self._is_narrow()
        if narrow != self.navigation.compact():
            self.navigation.set_compact(compact=narrow)
        self.top.user.set_short(step == "narrow")
        for page in self._pages.values():
            self._tell_width(page)

    def _tell_width(self, page: QWidget) -> None:
        tells = getattr(page, "set_width_step", None)
        if tells is not None:
            tells(width_step(self.width()), self.height() < SHORT)

    def _restore_place(self) -> None:
        kept = self._settings.window.get("geometry")
        if not isinstance(kept, str) or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(1440, 860)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._filled:
            self._apply_width()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self._settings.window["geometry"] = self.saveGeometry().toBase64().toStdString()
        super().closeEvent(event)
