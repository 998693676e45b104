"""What a command is: its words, its options, what it runs on, and how its answer is written."""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inventory.application import Application
from inventory.base.errors import Unavailable
from inventory.base.i18n import Translations

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a command answers: `data` for --json, `text` for people, `code` the exit code.

    `refusal` is the sentence on standard error where the command did not do what it was asked to.
    """

    data: Mapping[str, Any]
    text: str
    code: int = 0
    refusal: str = ""


@dataclass(kw_only=True)
class Context:
    """What a command may use; `application` is there where the command needs a register.

    `location` is the file that is meant, `named` whether the command line itself named it.
    """

    tr: Translations
    location: Path
    json: bool
    open: Callable[[], Application]
    named: bool = True
    _told: float = field(default=0.0)

    @property
    def application(self) -> Application:
        """The open register."""
        return self.open()

    def progress(self, text: str, done: int, total: int | None = None) -> bool:
        """Show how far long work is, where somebody watches; always lets it go on."""
        if sys.stderr.isatty() and time.monotonic() - self._told > 0.1:
            self._told = time.monotonic()
            print(
                f"\r{text} {done}" if total is None else f"\r{text} {done}/{total}", end="", file=sys.stderr, flush=True
            )
        return True

    def finish(self) -> None:
        """End the line on which progress was shown."""
        if self._told:
            print(file=sys.stderr)

    def emit(self, data: Mapping[str, Any], text: str) -> None:
        """Write one line of an answer that comes piece by piece."""
        say(json.dumps(data, ensure_ascii=False) if self.json else text)


def say(text: str) -> None:
    """Write an answer at once. Raises `Unavailable` where standard output leads to a full drive."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        if sys.platform == "win32" and error.errno == errno.EINVAL:
            # What Windows answers where the reader of a pipe has gone.
            raise BrokenPipeError from error
        leave_output()
        raise Unavailable(
            "The answer could not be written; the drive may be full. What the command did is kept."
        ) from error


def leave_output() -> None:
    """Let go of a standard output that takes no more; Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def whole(text: str) -> int:
    """Read a whole number that a register can hold, in plain digits; raises `ValueError`."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def count(text: str) -> int:
    """Read how many: a whole number from 0; raises `ValueError`."""
    if (number := whole(text)) < 0:
        raise ValueError(text)
    return number


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command. `query` names the argument that takes free words, also such as begin with a dash."""

    name: str
    help: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Context, argparse.Namespace], Answer | None]
    query: str | None = None
