"""The colours and measures of ui.md 4 by name, for light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPalette


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    """One set of colours as `#RRGGBB`; the names are those of ui.md 4."""

    dark: bool
    win: str
    nav: str
    surf: str
    sunk: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    acc: str
    accT: str
    accH: str
    accL: str
    accS: str
    sel: str
    ok: str
    okS: str
    warn: str
    warnS: str
    err: str
    errS: str
    neu: str
    neuS: str
    track: str
    f1: str
    f2: str
    f3: str
    f4: str
    f5: str

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name))


LIGHT = Tokens(
    dark=False, win="#F4F6F8", nav="#EBEEF2", surf="#FFFFFF", sunk="#F1F3F6", line="#DCE1E7", line2="#7E8B9B",
    text="#1A2330", text2="#465364", text3="#5B6879", acc="#1D5FA6", accT="#FFFFFF", accH="#174C85", accL="#1A5694",
    accS="#E3EEF9", sel="#DDEAF8", ok="#1B7445", okS="#E2F3E9", warn="#855300", warnS="#FDF1D3", err="#B3261E",
    errS="#FBE8E6", neu="#4E5B6A", neuS="#E8ECF0", track="#E4E8ED",
    f1="#2C6BB3", f2="#C0831A", f3="#2A8C82", f4="#8457A8", f5="#6C7A8A",
)  # fmt: skip
DARK = Tokens(
    dark=True, win="#14181E", nav="#0F1318", surf="#1C222A", sunk="#242B35", line="#333C48", line2="#7C8A9B",
    text="#E8EDF3", text2="#B9C3CF", text3="#9BA7B6", acc="#2B71BF", accT="#FFFFFF", accH="#3B82D1", accL="#8CC0F5",
    accS="#1B3552", sel="#1F3C5E", ok="#73D09A", okS="#17372A", warn="#F2C265", warnS="#3B2F14", err="#FF9A91",
    errS="#48231F", neu="#B9C3CF", neuS="#2C3440", track="#303945",
    f1="#5B9BE0", f2="#DDA63F", f3="#4DB6AB", f4="#B58AD9", f5="#8C9AAA",
)  # fmt: skip

FUNDING = ("f1", "f2", "f3", "f4", "f5")
TONES = ("info", "ok", "warn", "err", "neu")
_FOREGROUND = {"info": "accL", "ok": "ok", "warn": "warn", "err": "err", "neu": "neu"}
_BACKGROUND = {"info": "accS", "ok": "okS", "warn": "warnS", "err": "errS", "neu": "neuS"}


def foreground(tone: str) -> str:
    """Return the token of the text and icon of a tone (`info`, `ok`, `warn`, `err`, `neu`)."""
    return _FOREGROUND.get(tone, tone)


def background(tone: str) -> str:
    """Return the token of the soft ground of a tone."""
    return _BACKGROUND.get(tone, tone)


def from_palette(palette: QPalette) -> Tokens:
    """Return tokens made of a system palette only, for high contrast: every pair is the system's own."""
    role = QPalette.ColorRole

    def name(which: QPalette.ColorRole) -> str:
        return palette.color(which).name()

    ground, text, accent, on_accent = name(role.Base), name(role.Text), name(role.Highlight), name(role.HighlightedText)
    window = name(role.Window)
    return Tokens(
        dark=palette.color(role.Base).lightness() < 128, win=window, nav=window, surf=ground, sunk=window, line=text,
        line2=text, text=text, text2=text, text3=text, acc=accent, accT=on_accent, accH=accent, accL=name(role.Link),
        accS=ground, sel=ground, ok=text, okS=ground, warn=text, warnS=ground, err=text, errS=ground, neu=text,
        neuS=ground, track=window, f1=accent, f2=text, f3=accent, f4=text, f5=accent,
    )  # fmt: skip
