"""The log of faults of the program itself, without personal data (reliability.md 97)."""

from __future__ import annotations

import re
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inventory import __version__
from inventory.base.paths import data_folder

KEPT_DAYS = 90
_LARGEST = 2_000_000
_MASKED = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<e-mail>"),
    (re.compile(r"\w+://[^\s'\"]*@[^\s'\"]+"), "<URL>"),
    (re.compile(r"(?i)(passw(?:or)?d|hasło|pwd)\s*[=:]\s*\S+"), r"\1=<hidden>"),
    # PESEL, telephone, NIP: any long number, also in groups.
    (re.compile(r"\+?\d(?:[ -]?\d){8,}"), "<number>"),
)


def log_fault(error: BaseException, folder: Path | None = None) -> Path:
    """Append an unexpected error to the log and return the file; what may name a person is masked."""
    path = (folder or data_folder()) / "inventory.log"
    text = masked("".join(traceback.format_exception(error)))
    entry = f"--- {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {__version__}\n{text}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    if _is_old(path):
        path.replace(path.with_suffix(".old.log"))
    with path.open("a", encoding="utf-8", errors="replace") as file:
        file.write(entry)
    return path


def masked(text: str) -> str:
    """Return text without e-mail addresses, passwords, long numbers and the user's folder."""
    text = text.replace(str(Path.home()), "~")
    for pattern, put in _MASKED:
        text = pattern.sub(put, text)
    return text


def _is_old(path: Path) -> bool:
    if not path.exists():
        return False
    seen = path.stat()
    return seen.st_size > _LARGEST or datetime.fromtimestamp(seen.st_mtime, UTC) < datetime.now(UTC) - timedelta(
        days=KEPT_DAYS
    )
