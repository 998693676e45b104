"""The errors that a user can cause or repair; everything else is a fault of the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from inventory.base.i18n import Message, Translations


class UserError(Exception):
    """A refusal with one clear sentence in the user's language; nothing was changed.

    `field` is the key of the field that the sentence belongs to, where there is one.
    """

    def __init__(self, text: str, /, *, field: str | None = None, **params: object) -> None:
        super().__init__(text)
        self.message = Message(text, params)
        self.field = field

    @classmethod
    def of(cls, message: Message) -> Self:
        """Return the error of a message made before, such as a counted one."""
        error = cls(message.text)
        error.message = message
        return error

    def text(self, tr: Translations) -> str:
        """Return the sentence in the language of `tr`."""
        return tr.message(self.message)

    def __str__(self) -> str:
        return self.message.text.format(**self.message.params)


class NotFound(UserError):
    """What was named is not in the register."""


class Refused(UserError):
    """A rule of the register forbids it; the sentence says which and what to do instead."""


class Invalid(UserError):
    """A value cannot be taken; `field` names where."""


class Conflict(UserError):
    """Someone else changed the record since it was read."""


class Cancelled(UserError):
    """The user stopped a long operation; nothing of it was kept."""


class Unavailable(UserError):
    """The surroundings failed: disk full, file locked, printer gone; the sentence says what is safe."""


@dataclass(frozen=True)
class Problem:
    """One fault in a form: the field and its sentence."""

    field: str
    message: Message


class ProblemsFound(UserError):
    """Several fields are wrong at once; a form shows each beside its field."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0].message
        super().__init__(first.text, field=problems[0].field, **first.params)
        self.problems = problems
