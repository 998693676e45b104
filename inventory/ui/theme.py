"""Applies the look: palette, style sheet, font, density; widgets that paint ask it for colours.

`apply(app, mode=..., density=...)` switches at once; windows are given their style sheet by `dress` and rebuild their
pages after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from inventory.ui.focus_frame import follow_focus
from inventory.ui.tokens import DARK, LIGHT, Tokens, from_palette

MODES = ("system", "light", "dark")
FAMILIES = ("Segoe UI", "Noto Sans")
BUNDLED_FAMILY = "IBM Plex Sans"

# Role: points, weight (ui.md 3). Points, so that the text size of Windows works.
_ROLES = {
    "outcome": (33.0, QFont.Weight.DemiBold),
    "figure": (19.5, QFont.Weight.DemiBold),
    "title": (15.0, QFont.Weight.DemiBold),
    "card": (11.25, QFont.Weight.DemiBold),
    "body": (9.75, QFont.Weight.Normal),
    "strong": (9.75, QFont.Weight.DemiBold),
    "caption": (9.0, QFont.Weight.Normal),
    "label": (9.0, QFont.Weight.DemiBold),
    "scan": (16.5, QFont.Weight.Normal),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Density:
    """Row heights in logical pixels."""

    row: int
    two_lines: int


DENSITIES = {
    "tight": Density(row=28, two_lines=36),
    "normal": Density(row=34, two_lines=40),
    "loose": Density(row=40, two_lines=48),
}


class _State:
    tokens: Tokens = LIGHT
    density: Density = DENSITIES["normal"]
    mode: str = "system"
    styled: bool = False
    sheet: str = ""
    high_contrast: bool = False
    families: tuple[str, ...] = FAMILIES


def tokens() -> Tokens:
    """Return the colours in force."""
    return _State.tokens


def density() -> Density:
    """Return the row heights in force."""
    return _State.density


def row_height(*, two_lines: bool = False) -> int:
    """Return the height of a table row in logical pixels."""
    return _State.density.two_lines if two_lines else _State.density.row


def high_contrast() -> bool:
    """Tell whether the system's high contrast is on; then no style sheet is used."""
    return _State.high_contrast


def color(token: str) -> QColor:
    """Return a token as a colour; a `#RRGGBB` passes through."""
    return _color(token if token.startswith("#") else _State.tokens[token])


def font(role: str = "body") -> QFont:
    """Return the font of a role of ui.md 3: outcome, figure, title, card, body, strong, caption, label, scan."""
    return QFont(_font(role, _State.families))


def apply(app: QApplication, *, mode: str = "system", density: str = "normal") -> None:
    """Put the look on: `mode` is system, light or dark; `density` tight, normal or loose."""
    _State.mode = mode
    _State.density = DENSITIES[density]
    _State.high_contrast = _wants_contrast(app)
    if not _State.styled:
        app.setStyle("Fusion")
        app.focusChanged.connect(follow_focus)
        _State.styled = True
    _State.families = _families()
    app.setFont(font())
    _follow(app, mode)
    if _State.high_contrast:
        _State.sheet = ""
        palette = app.style().standardPalette()
        app.setPalette(palette)
        _State.tokens = from_palette(palette)
        return
    dark = mode == "dark" or (mode == "system" and system_is_dark(app))
    _State.tokens = DARK if dark else LIGHT
    app.setPalette(_palette(_State.tokens))
    from inventory.ui.stylesheet import sheet

    _State.sheet = sheet(_State.tokens)


def dress(window: QWidget) -> None:
    """Give a window, and all that it opens, the style sheet.

    Not the application: there each step of building a page out of parts would style all its parts anew, which
    takes half of the time until the page is there.
    """
    window.setStyleSheet(_State.sheet)


def system_is_dark(app: QApplication) -> bool:
    """Tell whether the system asks for dark colours."""
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _follow(app: QApplication, mode: str) -> None:
    # The native title bar takes its colour from here (Qt 6.8 and later).
    scheme = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}.get(mode, Qt.ColorScheme.Unknown)
    app.styleHints().setColorScheme(scheme)


def _wants_contrast(app: QApplication) -> bool:
    # Qt tells the contrast preference from 6.10 on; before, Windows alone could be asked.
    hints = getattr(app.styleHints(), "accessibility", None)
    if hints is None:
        return False
    preference = hints().contrastPreference()
    return bool(preference == Qt.ContrastPreference.HighContrast)


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    for family in FAMILIES:
        if QFontInfo(QFont(family)).family() == family:
            return (family, *FAMILIES)
    from PySide6.QtGui import QFontDatabase

    from inventory.base.paths import resources

    for name in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"IBMPlexSans-{name}.ttf"))
    return (BUNDLED_FAMILY, *FAMILIES)


@lru_cache(maxsize=32)
def _font(role: str, families: tuple[str, ...]) -> QFont:
    points, weight = _ROLES[role]
    made = QFont()
    made.setFamilies(list(families))
    made.setPointSizeF(points)
    made.setWeight(weight)
    return made


@lru_cache(maxsize=128)
def _color(value: str) -> QColor:
    return QColor(value)


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in (
        (role.Window, t.win), (role.WindowText, t.text), (role.Base, t.surf), (role.AlternateBase, t.sunk),
        (role.Text, t.text), (role.Button, t.surf), (role.ButtonText, t.text), (role.BrightText, t.accT),
        (role.Highlight, t.sel), (role.HighlightedText, t.text), (role.Link, t.accL), (role.LinkVisited, t.accL),
        (role.PlaceholderText, t.text3), (role.ToolTipBase, t.surf), (role.ToolTipText, t.text),
        (role.Accent, t.acc), (role.Mid, t.line2), (role.Dark, t.line2), (role.Light, t.surf), (role.Midlight, t.line),
        (role.Shadow, t.line),
    ):  # fmt: skip
        palette.setColor(which, QColor(value))
    faded = QColor(t.text3)
    faded.setAlphaF(0.6)
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return palette
