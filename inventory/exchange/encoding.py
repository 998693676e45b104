"""Decides in which encoding a text file was written; what was guessed is said so."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from inventory.base.errors import Invalid, UserError
from inventory.base.i18n import N_

_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SINGLE_BYTE = ("cp1250", "iso8859-2", "cp852")
_LOOKED_AT = 4_000


class DamagedText(UserError):
    """A text file is cut or its bytes do not fit its encoding."""


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """The text of a file and the encoding it was read with."""

    text: str
    encoding: str
    guessed: bool


def decode(content: bytes, *, file: str, encoding: str | None = None) -> Decoded:
    """Return the text: by `encoding` where given, else by mark, as UTF-8, or by its Polish letters.

    Raises `DamagedText` with the byte position, or `Invalid` for an encoding that does not exist.
    """
    if encoding:
        return _as(content, _known(encoding), file=file, guessed=False)
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _as(content, name, file=file, guessed=False)
    head = content[:_LOOKED_AT]
    if head.count(0) > len(head) * 0.3:
        little = head[1::2].count(0) > head[::2].count(0)
        return _as(content, "utf-16-le" if little else "utf-16-be", file=file, guessed=True)
    try:
        return Decoded(text=content.decode("utf-8"), encoding="utf-8", guessed=False)
    except UnicodeDecodeError as error:
        if _is_broken_utf8(content):
            raise _damaged(file, "utf-8", error) from error
    return _best_single_byte(content)


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding.strip()).name
        "".encode(name)
    except (LookupError, UnicodeError) as error:
        raise Invalid(
            "There is no encoding {encoding}. Try utf-8, cp1250, iso8859-2 or cp852.",
            field="encoding",
            encoding=encoding,
        ) from error
    return "utf-8-sig" if name == "utf-8" else name


def _as(content: bytes, encoding: str, *, file: str, guessed: bool) -> Decoded:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(file, encoding, error) from error
    return Decoded(text=text.removeprefix("\ufeff"), encoding=encoding.removesuffix("-sig"), guessed=guessed)


def _damaged(file: str, encoding: str, error: UnicodeDecodeError) -> DamagedText:
    return DamagedText(
        N_("{file} is not whole {encoding} text: byte {position} is wrong. Choose another encoding or save it again."),
        file=file,
        encoding=encoding.removesuffix("-sig").upper(),
        position=error.start,
    )


def _is_broken_utf8(content: bytes) -> bool:
    """Tell whether the bytes are UTF-8 with a few wrong ones, which another reading would turn into nonsense."""
    text = content.decode("utf-8", "replace")
    good = sum(text.count(letter) for letter in _POLISH)
    return good > 5 * text.count("\ufffd")


def _best_single_byte(content: bytes) -> Decoded:
    best: Decoded | None = None
    most = 0
    marked = bytes(byte for byte in content if byte > 127)
    for encoding in _SINGLE_BYTE:
        letters = marked.decode(encoding, "replace")
        points = sum(3 if letter in _POLISH else -1 for letter in letters)
        # A control character or a frame of the DOS screen means that this is the wrong reading.
        points -= sum(
            5 for letter in letters if "\x80" <= letter < "\xa0" or "\u2500" <= letter < "\u25a0" or letter == "\ufffd"
        )
        if best is None or points > most:
            best, most = Decoded(text=content.decode(encoding, "replace"), encoding=encoding, guessed=True), points
    assert best is not None
    return best
