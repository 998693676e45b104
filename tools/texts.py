"""Keep the Polish catalogue in step with the sources: extract, update, compile, check."""

from __future__ import annotations

import io
import re
import string
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "locale" / "pl" / "LC_MESSAGES" / "inventory.po"
FORMS = 3  # Polish plurals: 1, 2 to 4, 5 and more

# What carries a message id, and which argument it is; `(1, "c")` is a context.
KEYWORDS = {
    "tr": None,
    "_tr": None,
    "N_": None,
    "_": None,
    "plural": (1, 2),
    "counted": (1, 2),
    "context": ((1, "c"), 2),
    "Message": None,
    "fault": (2,),
    "_fault": (2,),
    "warn": (2,),
    "needed": (3,),
    "UserError": None,
    "NotFound": None,
    "Refused": None,
    "Invalid": None,
    "Conflict": None,
    "Cancelled": None,
    "Unavailable": None,
}
# Who made the file and when changes with every run and says nothing that git does not.
_IDLE_HEADERS = re.compile(
    rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|Report-Msgid-Bugs-To):[^\n]*\n'
)
_TOP_COMMENT = re.compile(rb"\A(#[^\n]*\n)+")
_NO_DAY = datetime(2025, 1, 1, tzinfo=UTC)


def extract() -> Catalog:
    """Return every message id of the program, of label layouts and of stocks, without translations."""
    catalogue = Catalog(locale="pl", domain="inventory", project="inventory", charset="utf-8")
    found = extract_from_dir(str(ROOT / "inventory"), keywords=KEYWORDS, method_map=[("**.py", "python")])
    for _file, _line, ids, _comments, context in found:
        if ids and (isinstance(ids, str) or all(ids)):
            catalogue.add(ids, None, context=context)
    for file in sorted((ROOT / "resources" / "labels").rglob("*.toml")):
        top = tomllib.loads(file.read_text(encoding="utf-8"))
        for named in [top, *top.get("stock", [])]:
            # Names of products, which have numbers, are the same in each language.
            if named.get("name") and not re.search(r"\d{3}", named["name"]):
                catalogue.add(named["name"])
    return catalogue


def stored() -> Catalog:
    """Return the catalogue as it stands in the repository."""
    return parse(CATALOGUE.read_bytes())


def parse(content: bytes) -> Catalog:
    """Read the text of a catalogue."""
    return read_po(io.BytesIO(content), locale="pl", domain="inventory")


def updated() -> bytes:
    """Return the catalogue with the ids of the sources and the translations that are there."""
    old = stored()
    catalogue = extract()
    for message in entries(catalogue):
        known = old.get(singular(message), message.context)
        if known is not None and isinstance(known.id, str) == isinstance(message.id, str):
            message.string = known.string
    buffer = io.BytesIO()
    write_po(buffer, catalogue, sort_output=True, no_location=True, width=120)
    return _TOP_COMMENT.sub(b"", _IDLE_HEADERS.sub(b"", buffer.getvalue()))


def compiled(content: bytes) -> bytes:
    """Return the machine form of a catalogue; the same text gives the same bytes."""
    catalogue = parse(content)
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def problems() -> list[str]:
    """Return what is wrong with the catalogue in the repository, one sentence each."""
    content = CATALOGUE.read_bytes()
    catalogue = parse(content)
    found = [f"fuzzy: {singular(m)!r}" for m in entries(catalogue) if m.fuzzy]
    found += [f"obsolete: {key!r}" for key in catalogue.obsolete]
    wanted = {key(m) for m in entries(extract())}
    present = {key(m) for m in entries(catalogue)}
    found += [f"in the sources but not in the catalogue: {k!r}" for k in sorted(wanted - present)]
    found += [f"in the catalogue but no longer in the sources: {k!r}" for k in sorted(present - wanted)]
    for message in entries(catalogue):
        found += message_problems(message)
    if readable(CATALOGUE.with_suffix(".mo").read_bytes()) != readable(compiled(content)):
        found.append("the compiled catalogue is older than its text")
    return found


def message_problems(message: Message) -> list[str]:
    """Return what is wrong with one translation."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    texts = [text for text in strings if text]
    name = singular(message)
    if not texts or len(texts) < len(strings):
        return [f"no Polish for {name!r}"]
    wanted = placeholders(name)
    if isinstance(message.id, tuple | list):
        if len(texts) != FORMS:
            return [f"{len(texts)} plural forms instead of {FORMS}: {name!r}"]
        wanted = placeholders(message.id[1])
        # The form for one may leave the number out: "one asset".
        texts = texts[1:] if placeholders(texts[0]) == wanted - {"n"} else texts
    return [f"other placeholders in {text!r} than in {name!r}" for text in texts if placeholders(text) != wanted]


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def readable(content: bytes) -> dict[str, object]:
    """Return the translations of a compiled catalogue by key."""
    return {key(m): m.string for m in entries(read_mo(io.BytesIO(content)))}


def entries(catalogue: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def singular(message: Message) -> str:
    """Return the id of a message, of a plural its first form."""
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def key(message: Message) -> str:
    """Return what tells a message from every other."""
    return f"{message.context}|{singular(message)}" if message.context else singular(message)


def main() -> int:
    """Update the catalogue, or with --check only say what is wrong with it."""
    if "--check" not in sys.argv[1:]:
        content = updated()
        CATALOGUE.write_bytes(content)
        CATALOGUE.with_suffix(".mo").write_bytes(compiled(content))
    found = problems()
    print("\n".join(found) or f"The catalogue is complete: {len(entries(stored()))} messages.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
