"""The table of actions of ui.md 6: id, text, icon, key; menus, shortcuts and the palette of Ctrl+K come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from inventory.base.i18n import N_, Translations
from inventory.ui.icons import icon
from inventory.ui.widgets.text import literal


@dataclass(frozen=True, kw_only=True)
class ActionEntry:
    """One thing that can be done. `keys` are shortcuts, the first is shown; `text` is an English id."""

    key: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()


_ENTRIES = (
    ActionEntry(key="new", text=N_("New"), icon="plus", keys=("Ctrl+N",)),
    ActionEntry(key="search", text=N_("Search this list"), icon="search", keys=("Ctrl+F", "/")),
    ActionEntry(key="search_all", text=N_("Search everywhere"), icon="search", keys=("Ctrl+K",)),
    ActionEntry(key="edit", text=N_("Edit"), icon="pencil", keys=("F2",)),
    ActionEntry(key="save", text=N_("Save"), icon="check", keys=("Ctrl+S",)),
    ActionEntry(key="save_next", text=N_("Save and add next"), icon="plus", keys=("Ctrl+Shift+S",)),
    ActionEntry(key="print", text=N_("Print"), icon="printer", keys=("Ctrl+P",)),
    ActionEntry(key="hand_over", text=N_("Hand over"), icon="arrow-left-right", keys=("Ctrl+Shift+P",)),
    ActionEntry(key="dispose", text=N_("Dispose"), icon="archive", keys=("Delete",)),
    ActionEntry(key="undo", text=N_("Undo"), icon="undo-2", keys=("Ctrl+Z",)),
    ActionEntry(key="redo", text=N_("Redo"), icon="redo-2", keys=("Ctrl+Y", "Ctrl+Shift+Z")),
    ActionEntry(key="refresh", text=N_("Refresh"), icon="refresh-cw", keys=("F5",)),
    ActionEntry(key="export", text=N_("Export"), icon="download", keys=("Ctrl+E",)),
    ActionEntry(key="duplicate", text=N_("Duplicate"), icon="copy", keys=("Ctrl+D",)),
    ActionEntry(key="help", text=N_("Help"), icon="circle-question-mark", keys=("F1",)),
    ActionEntry(key="settings", text=N_("Settings"), icon="settings", keys=("Ctrl+,",)),
    ActionEntry(key="next_section", text=N_("Next section"), icon="chevron-down", keys=("Alt+Down",)),
    ActionEntry(key="previous_section", text=N_("Previous section"), icon="chevron-up", keys=("Alt+Up",)),
    ActionEntry(key="next_fault", text=N_("Next error"), icon="arrow-right", keys=("F8",)),
    ActionEntry(key="confirm", text=N_("Issue"), icon="check", keys=("Ctrl+Return", "Ctrl+Enter")),
)
ACTIONS = {entry.key: entry for entry in _ENTRIES}


def make(tr: Translations, owner: QWidget, key: str, run: Callable[[], object], *, text: str = "") -> QAction:
    """Return the action of an entry on a screen; `text` replaces its words.

    Its shortcut works wherever the focus is while the screen is the one shown. Undo, redo, search_all, help and
    settings belong to the window; a screen that takes one of them again makes the key ambiguous.
    """
    entry = ACTIONS[key]
    action = QAction(literal(text or tr(entry.text)), owner)
    if entry.icon:
        action.setIcon(icon(entry.icon))
    action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
    action.triggered.connect(lambda _checked=False: run())
    owner.addAction(action)
    return action


def written(keys: str) -> str:
    """Return a shortcut as it stands on the keyboard; Qt would write it in the language the program began in."""
    names = {"Down": "↓", "Up": "↑", "Return": "Enter"}
    return "+".join(names.get(part, part) for part in keys.split("+"))


def shown_keys(key: str) -> str:
    """Return the first shortcut of an entry as it is read, "" where it has none."""
    keys = ACTIONS[key].keys
    return written(keys[0]) if keys else ""


def menu(owner: QWidget, actions: Iterable[QAction | None]) -> QMenu:
    """Return a menu of actions; None is a line."""
    made = QMenu(owner)
    for action in actions:
        if action is None:
            made.addSeparator()
        else:
            made.addAction(action)
    return made
