"""How text becomes terms of the search index, and a typed word a question to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from inventory.base.text import clean, fold

# A number is kept as the runs of three characters that begin at each of its characters, so that any part of it is
# found, while the index holds few different terms. Shorter parts are beginnings of such runs.
RUN = 3
# Longer than any number or serial number may be.
LONGEST_NUMBER = 100
# A question of more words than a person types is cut here; SQLite would refuse thousands.
MOST_WORDS = 64
Endings = Callable[[str], list[str] | None]
_WORD = re.compile(r"[^\W_]+")
_NOT_IN_NUMBERS = re.compile(r"[^\w/.-]|_")
# Stands between texts that are worked out together; `clean` leaves it in none.
BETWEEN = "\x1f"
_MARK = BETWEEN.encode()
# The same as the two patterns, for folded text that is ASCII.
_WORD_BYTES = bytes(byte if chr(byte).isalnum() or byte in _MARK else 0x20 for byte in range(128)) + bytes(128)
_NOT_NUMBER_BYTES = bytes(
    byte for byte in range(128) if not chr(byte).isalnum() and byte not in b"/.-" and byte not in _MARK
)


def words(text: str) -> list[str]:
    """Return the folded words of a text; all else only separates them."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=8192)
def text_entry(text: str) -> str:
    """Return a text as the index holds it."""
    return " ".join(words(text))


def text_entries(texts: Sequence[str]) -> list[str]:
    """Return many texts as the index holds them, worked out all at once."""
    folded = fold(BETWEEN.join(texts))
    parts = (folded.encode().translate(_WORD_BYTES).decode() if folded.isascii() else folded).split(BETWEEN)
    if len(parts) != len(texts):
        return list(map(text_entry, texts))
    return [" ".join(part.split() if folded.isascii() else _WORD.findall(part)) for part in parts]


def number_entry(*numbers: str) -> str:
    """Return numbers as the index holds them."""
    return " ".join([run for number in numbers if number for run in _runs(_number_form(number))])


def number_entries(numbers: Sequence[str]) -> list[str]:
    """Return many numbers, each as the index holds it alone, worked out all at once."""
    folded = fold(BETWEEN.join(numbers))
    if not folded.isascii() or folded.count(BETWEEN) != len(numbers) - 1:
        return list(map(number_entry, numbers))
    # With two marks between numbers each mark begins a run of its own, and the next number begins after the second.
    form = folded.encode().translate(None, _NOT_NUMBER_BYTES).replace(_MARK, _MARK * 2)
    later = form.replace(_MARK, b" ") + b"  "
    runs = bytearray(b" ") * (len(form) * (RUN + 1))
    runs[0 :: RUN + 1], runs[1 :: RUN + 1], runs[2 :: RUN + 1] = form, later[1:-1], later[2:]
    first, *others = runs.decode().split(BETWEEN)
    return [" ".join(runs.split()) for runs in (first, *(other[RUN:] for other in others[1::2]))]


def expression(word: str, endings: Endings, column: str = "") -> str | None:
    """Return the FTS5 question for a word or phrase, None where it has neither letters nor digits.

    It asks for words that begin so, or a number with this part; a phrase holds together, its last word may go on.
    `endings` gives the words of the index that begin so, or None where they are many.
    """
    word = clean(word)
    found = words(word)
    if not found:
        return None
    known = endings(found[0]) if len(found) == 1 and len(found[0]) >= RUN else None
    parts = [f'"{" ".join(found)}"*']
    if known is not None:
        # Whole words answer from the first hit on; a beginning must first gather the hits of all its words.
        parts = [f'"{term}"' for term in dict.fromkeys([found[0], *known])]
    number = _number_form(word)
    if len(number) <= RUN:
        if [number] != found:
            parts.append(f'"{number}"*')
    elif len(number) <= LONGEST_NUMBER:
        parts.append(f'"{" ".join(_runs(number)[: 1 - RUN])}"')
    return f"{column + ' : ' if column else ''}({' OR '.join(parts)})"


def begins_each(asked: list[str], text: str) -> bool:
    """Whether each asked word begins a word of `text`, which is written as `text_entry` writes it."""
    padded = f" {text}"
    return all(f" {word}" in padded for word in asked)


def _number_form(text: str) -> str:
    return _NOT_IN_NUMBERS.sub("", fold(text))


def _runs(form: str) -> list[str]:
    return [form[start : start + RUN] for start in range(len(form))]
