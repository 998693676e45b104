"""The one style sheet: radius, borders and states by dynamic properties, filled with the tokens.

Properties that widgets set: buttons `kind` (primary, danger, plain, link, icon, dashed, segment, nav), `small`,
`crumb` and `flush` (links without the room of a button), `framed` while the keys hold the focus there; fields `bad`,
`warn`, `good`; lists `field`; frames `card`, `strip` (info, ok, warn, err), `ground` (a token); labels `ink` (a token).
"""

from __future__ import annotations

from inventory.base.paths import resources
from inventory.ui.tokens import Tokens, background, foreground

_BUTTONS = """
QPushButton, QToolButton { background: $surf; color: $text; border: 1px solid $line2; border-radius: 4px;
  padding: 0 12px; min-height: 30px; }
QToolButton { padding: 0 7px; }
QPushButton:hover, QToolButton:hover { background: $sunk; }
QPushButton:pressed, QToolButton:pressed { background: $accS; }
QPushButton[framed="1"], QToolButton[framed="1"] { border: 2px solid $text; padding: 0 11px; min-height: 28px; }
QToolButton[framed="1"] { padding: 0 6px; }
QPushButton:disabled, QToolButton:disabled { background: $sunk; border-color: $line; color: $line2; }
QPushButton[kind="primary"] { background: $acc; border-color: $acc; color: $accT; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accH; border-color: $accH; }
QPushButton[kind="primary"][framed="1"] { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $sunk; border-color: $line; color: $line2; }
QPushButton[kind="danger"] { border-color: $err; color: $err; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $errS; }
QPushButton[kind="danger"]:disabled { border-color: $line; color: $line2; }
QPushButton[kind="plain"], QToolButton[kind="plain"] { background: transparent; border-color: transparent; }
QPushButton[kind="plain"]:hover, QToolButton[kind="plain"]:hover { background: $neuS; }
QPushButton[kind="plain"][framed="1"], QToolButton[kind="plain"][framed="1"] { border-color: $text; }
QToolButton[kind="plain"]:disabled { background: transparent; border-color: transparent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accL; font-weight: 600;
  padding: 0 3px; min-height: 22px; text-align: left; }
QPushButton[crumb="1"] { font-weight: 400; padding: 0; border: none; }
QPushButton[flush="1"] { padding: 0; border: none; min-height: 18px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"][framed="1"] { border: 2px solid $text; padding: 0 2px; min-height: 20px; }
QPushButton[kind="link"]:disabled { color: $line2; }
QPushButton[kind="dashed"] { border-style: dashed; border-radius: 14px; min-height: 26px; padding: 0 10px;
  background: transparent; color: $text2; }
QPushButton[kind="dashed"][framed="1"] { border: 2px solid $text; min-height: 24px; padding: 0 9px; }
QPushButton[kind="segment"] { border-radius: 0; margin-left: -1px; padding: 0 14px; }
QPushButton[kind="segment"][place="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px;
  margin-left: 0; }
QPushButton[kind="segment"][place="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QPushButton[kind="segment"]:checked { background: $accS; border-color: $acc; color: $accL; font-weight: 600; }
QPushButton[kind="segment"][framed="1"] { padding: 0 13px; }
QPushButton[small="1"] { min-height: 24px; padding: 0 10px; }
QPushButton[small="1"][framed="1"] { min-height: 22px; padding: 0 9px; }
QPushButton[tight="1"] { padding: 0 6px; }
QPushButton[tight="1"][framed="1"] { padding: 0 5px; }
QToolButton[small="1"] { min-height: 24px; padding: 0 4px; }
QToolButton[small="1"][framed="1"] { min-height: 22px; padding: 0 3px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit { background: $surf; color: $text;
  border: 1px solid $line2; border-radius: 4px; padding: 0 8px; min-height: 30px; placeholder-text-color: $text3;
  selection-background-color: $acc; selection-color: $accT; }
QPlainTextEdit, QTextEdit { padding: 4px 5px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $acc; padding: 0 7px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $acc; padding: 3px 4px; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QLineEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled, QPlainTextEdit:disabled { background: $sunk; border-color: $line; color: $text3; }
QLineEdit[bad="1"], QComboBox[bad="1"], QPlainTextEdit[bad="1"] { border: 2px solid $err; padding: 0 7px;
  min-height: 28px; }
QPlainTextEdit[bad="1"] { padding: 3px 4px; }
QLineEdit[warn="1"], QComboBox[warn="1"], QPlainTextEdit[warn="1"] { border-color: $warn; }
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:pressed { min-height: 0; padding: 0;
  border: none; background: transparent; }
QAbstractSpinBox { max-height: 30px; }
QAbstractSpinBox:focus { max-height: 28px; }
QLineEdit[bare="1"] { border: none; background: transparent; padding: 0; min-height: 24px; }
QLineEdit[scan="1"] { min-height: 52px; border: 2px solid $acc; padding: 0 12px; }
QComboBox::drop-down { border: none; width: 26px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$down"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surf; color: $text; border: 1px solid $line2; outline: 0;
  selection-background-color: $sel; selection-color: $text; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 20px; }
QAbstractSpinBox::up-arrow { image: url("$up"); width: 11px; height: 11px; }
QAbstractSpinBox::down-arrow { image: url("$down"); width: 11px; height: 11px; }
QCheckBox, QRadioButton { spacing: 8px; color: $text; min-height: 22px; border: none; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 16px; height: 16px;
  border: 1px solid $line2; background: $surf; }
QCheckBox::indicator, QListView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $acc; border-color: $acc;
  image: url("$check"); }
QCheckBox::indicator:indeterminate { background: $acc; border-color: $acc; image: url("$dash"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $acc; background: $accT; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $acc; }
QCheckBox[framed="1"]::indicator { border: 2px solid $text; width: 14px; height: 14px; }
QRadioButton[framed="1"]::indicator { border-color: $text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $sunk; }
QCheckBox:disabled, QRadioButton:disabled { color: $line2; }
QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $track; }
QSlider::sub-page:horizontal { background: $acc; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; margin: -6px 0; border: 1px solid $acc; border-radius: 8px;
  background: $surf; }
QSlider::handle:horizontal:focus { background: $acc; }
"""

_FRAMES = """
QMainWindow, QDialog, QWidget[ground="win"] { background: $win; }
QWidget[ground="nav"] { background: $nav; }
QWidget[ground="surf"] { background: $surf; }
QWidget[ground="sunk"] { background: $sunk; }
QFrame[card="1"] { background: $surf; border: 1px solid $line; border-radius: 8px; }
QFrame[rule="1"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[rule="v"] { background: $line; border: none; min-width: 1px; max-width: 1px; }
QLabel { background: transparent; color: $text; border: none; }
QToolTip { background: $surf; color: $text; border: 1px solid $line2; padding: 4px 6px; }
QMenu { background: $surf; color: $text; border: 1px solid $line2; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 8px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $line2; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }
QProgressBar { background: $track; border: none; border-radius: 2px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $acc; border-radius: 2px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $accS; }
QCalendarWidget QWidget { alternate-background-color: $sunk; }
QCalendarWidget QToolButton { border-color: transparent; min-height: 24px; padding: 0 8px; }
QCalendarWidget QAbstractItemView { background: $surf; selection-background-color: $acc; selection-color: $accT;
  outline: 0; }
"""

_TABLES = """
QTableView, QListView, QTreeView { background: $surf; color: $text; border: none; outline: 0;
  selection-background-color: $sel; selection-color: $text; gridline-color: $line; }
QHeaderView { background: $sunk; border: none; }
QHeaderView::section { background: $sunk; color: $text2; border: none; border-right: 1px solid $line;
  border-bottom: 1px solid $line; padding: 0 8px; font-weight: 600; }
QHeaderView::section:hover { background: $neuS; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; height: 0; }
QTableCornerButton::section { background: $sunk; border: none; }
QListView[field="1"] { border: 1px solid $line2; border-radius: 4px; }
QListView[field="1"]:focus { border: 2px solid $acc; }
QListView::item { padding: 4px 8px; }
QListView::item:selected { background: $sel; color: $text; }
QTreeView::item { min-height: 28px; }
QTreeView::item:selected { background: $sel; color: $text; }
"""

_TEXTS = """
QLabel[ink="$token"] { color: $value; }
"""
_STRIPS = """
QFrame[strip="$tone"] { background: $soft; border: 1px solid $strong; border-radius: 4px; }
"""


def sheet(t: Tokens) -> str:
    """Return the style sheet for these colours."""
    folder = (resources() / "icons" / "theme").as_posix()
    shade = "dark" if t.dark else "light"
    values = {name: t[name] for name in t.__slots__ if name != "dark"}
    values |= {"down": f"{folder}/down-{shade}.svg", "up": f"{folder}/up-{shade}.svg"}
    values |= {"check": f"{folder}/check.svg", "dash": f"{folder}/dash.svg"}
    parts = [_filled(part, values) for part in (_FRAMES, _BUTTONS, _FIELDS, _TABLES)]
    inks = ("text2", "text3", "accL", "ok", "warn", "err", "neu", "accT")
    parts += [_filled(_TEXTS, {"token": name, "value": t[name]}) for name in inks]
    for tone in ("info", "ok", "warn", "err"):
        strong = t.acc if tone == "info" else t[foreground(tone)]
        parts.append(_filled(_STRIPS, {"tone": tone, "soft": t[background(tone)], "strong": strong}))
    return "".join(parts)


def _filled(part: str, values: dict[str, str]) -> str:
    # Longer names first: `$line2` begins with `$line`. string.Template would compile its patterns at each start.
    for name in sorted(values, key=len, reverse=True):
        part = part.replace(f"${name}", values[name])
    return part
