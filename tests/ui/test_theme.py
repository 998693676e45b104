"""Colours reach their contrast, every icon that is named exists, and the look changes at once."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from inventory.ui import icons, theme
from inventory.ui.stylesheet import sheet
from inventory.ui.tokens import DARK, LIGHT, background, foreground, from_palette

UI = Path(__file__).parents[2] / "inventory" / "ui"
TEXT_PAIRS = [
    *product(("text", "text2", "text3", "accL", "err"), ("surf", "win")),
    *((foreground(tone), background(tone)) for tone in ("info", "ok", "warn", "err", "neu")),
    ("text", "sel"), ("text3", "sel"), ("text2", "sunk"), ("accT", "acc"), ("ok", "surf"), ("warn", "surf"),
    ("text", "nav"),
]  # fmt: skip


def contrast(one: str, other: str) -> float:
    def light(name):
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(name).getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_and_borders_seen(tokens):
    weak = [(a, b) for a, b in TEXT_PAIRS if contrast(tokens[a], tokens[b]) < 4.5]
    assert weak == []
    assert [b for b in ("surf", "win") if contrast(tokens["line2"], tokens[b]) < 3] == []
    assert [f for f in ("acc", "f1", "f2", "f3", "f4", "f5") if contrast(tokens[f], tokens["surf"]) < 3] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_style_sheet_has_every_value_filled_in(tokens):
    assert "$" not in sheet(tokens)
    for url in re.findall(r'url\("([^"]+)"\)', sheet(tokens)):
        assert Path(url).is_file()


def test_theme_changes_at_once(qapp, look):
    for mode, tokens in (("dark", DARK), ("light", LIGHT)):
        theme.apply(qapp, mode=mode)
        assert theme.tokens() is tokens
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.win


def test_high_contrast_uses_the_colours_of_the_system_only(qapp, qtbot, look, monkeypatch):
    monkeypatch.setattr(theme, "_wants_contrast", lambda _app: True)
    theme.apply(qapp, mode="dark")
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    assert window.styleSheet() == ""
    made = from_palette(qapp.palette())
    assert theme.tokens() == made
    assert contrast(made.text, made.surf) >= 4.5


def test_density_sets_the_row_heights(qapp, look):
    heights = {}
    for name in ("tight", "normal", "loose"):
        theme.apply(qapp, density=name, mode="light")
        heights[name] = (theme.density().row, theme.density().two_lines)
    assert heights == {"tight": (28, 36), "normal": (34, 40), "loose": (40, 48)}


def test_nothing_is_smaller_than_twelve_pixels(look):
    for role in ("outcome", "figure", "title", "card", "body", "strong", "caption", "label", "scan"):
        assert theme.font(role).pointSizeF() >= 9


def test_every_icon_named_in_the_window_is_there():
    named = set()
    for path in UI.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        named.update(re.findall(r'\bicon="([a-z0-9-]+)"', source))
        named.update(re.findall(r'\b(?:icon|pixmap|make_icon|icon_button)\("([a-z0-9-]+)"', source))
    assert {name for name in named if not icons.exists(name)} == set()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_icon_is_sharp_and_tinted_at_every_scale(look, scale):
    picture = icons.pixmap("package", 16, "err", scale)
    assert (picture.width(), picture.devicePixelRatio()) == (round(16 * scale), scale)
    image = picture.toImage()
    inks = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT.err in inks
