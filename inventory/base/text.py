"""One door for text: what comes in is cleaned once, and folded the same way for search and sorting."""

from __future__ import annotations

import re
import unicodedata

# Control characters but tab and newline, lone surrogates, bidi and zero-width marks: they hide or
# reorder what a reader of a signed paper sees (reliability.md 70).
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_STROKES = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "ø": "o", "ß": "ss"})
_MARKS = tuple(zip("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ", strict=True))
_SPACES = re.compile(r"[ \t\u00a0\u202f\u2009]+")

# A letter with a mark sorts after the plain letter and before the next one.
_POLISH_ORDER = (
    ("ą", "a{"), ("ć", "c{"), ("ę", "e{"), ("ł", "l{"), ("ń", "n{"), ("ó", "o{"), ("ś", "s{"), ("ź", "z{"), ("ż", "z|"),
)  # fmt: skip
_DIGITS = re.compile(r"\d+")


def clean(text: str, *, lines: bool = False) -> str:
    """Return text in NFC without control, bidi and zero-width characters, trimmed.

    Without `lines`, line breaks become spaces and runs of spaces become one.
    """
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        # Nothing unwanted is in it, and no space but the plain one.
        return text.strip() if lines or "  " not in text else _SPACES.sub(" ", text).strip()
    text = _UNWANTED.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    if lines:
        return text.strip()
    return _SPACES.sub(" ", text.replace("\n", " ")).strip()


def fold(text: str) -> str:
    """Return text as search compares it: no case, no Polish marks (`ŁÓDŹ` becomes `lodz`)."""
    if text.isascii():
        return text.lower()
    # Polish letters are nearly all that comes, and replacing them is much faster than decomposing.
    unmarked = _replaced(text, _MARKS)
    if unmarked.isascii():
        return unmarked.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_STROKES).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sort_key(text: str) -> str:
    """Return a key whose byte order is the Polish alphabetical order, numbers by value."""
    lowered = text.lower() if text.isascii() else _replaced(text.casefold(), _POLISH_ORDER)
    if not lowered.isascii():
        lowered = _replaced(_other_marks(text.casefold()), _POLISH_ORDER)
    return _DIGITS.sub(lambda run: run.group().zfill(8), lowered)


def _replaced(text: str, letters: tuple[tuple[str, str], ...]) -> str:
    # One pass for each letter takes less than one pass of `translate`, which looks up every character.
    for letter, instead in letters:
        text = text.replace(letter, instead)
    return text


def _other_marks(text: str) -> str:
    return "".join(c if c in "ąćęłńóśźż" or c.isascii() else fold(c) for c in text)
