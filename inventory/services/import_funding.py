"""Meets the funding of a row with the sources and projects of the register, split to the grosz."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from inventory.base.i18n import N_
from inventory.base.money import split
from inventory.base.text import fold
from inventory.exchange.funding import Share
from inventory.services.import_words import Words

NO_SOURCE = N_("There is no funding source with the code {code} in the register.")
NO_PROJECT = N_("There is no project with the number {number} in the register.")


class FundingPart(NamedTuple):
    """What one source pays; without an id the source or project is still to be made by its word."""

    source_id: int | None
    project_id: int | None
    share: int
    amount: int | None
    source: str
    project: str


class FundingReader:
    """Reads each kind of split once; `without_project` names the sources that lead to no project."""

    def __init__(
        self, words: Words, project: int | None, unknown: dict[tuple[str, str], list[Any]], *, new_sources: bool
    ) -> None:
        self.without_project: dict[str, tuple[str, int]] = {}
        self._words = words
        self._project = project
        self._unknown = unknown
        self._new_sources = new_sources
        self._known: dict[tuple[Share, ...], list[FundingPart] | None] = {}

    def read(self, shares: tuple[Share, ...], row: int, gross: int | None) -> list[FundingPart] | None:
        """Return the parts of a row, None where a source or project is not known; `faults` then says which."""
        if shares not in self._known:
            self._known[shares] = self._resolved(shares, row)
        parts = self._known[shares]
        if parts is None or shares[0].amount is not None or gross is None:
            return parts
        amounts = split(gross, [share.share for share in shares])
        return [FundingPart(*part[:3], amount, *part[4:]) for part, amount in zip(parts, amounts, strict=True)]

    def faults(self, shares: tuple[Share, ...]) -> Iterator[tuple[str, str, dict[str, object]]]:
        """Yield text, value and parameters of what the register does not know."""
        for share in shares:
            if fold(share.source) not in self._words.source:
                yield NO_SOURCE, share.source, {"code": share.source}
            elif share.project and fold(share.project) not in self._words.project:
                yield NO_PROJECT, share.project, {"number": share.project}

    def _resolved(self, shares: tuple[Share, ...], row: int) -> list[FundingPart] | None:
        found = []
        for share in shares:
            source = self._words.source.get(fold(share.source))
            project = self._words.project.get(fold(share.project)) if share.project else None
            if (source is None or (share.project and project is None)) and not self._new_sources:
                return None
            if source is None:
                self._unknown.setdefault(("source", fold(share.source)), [share.source, 0, row])
            if share.project and project is None:
                self._unknown.setdefault(("project", fold(share.project)), [share.project, 0, row])
            if not share.project:
                project = self._project_of(source, share.source, row)
            part = FundingPart(source, project, share.share, share.amount, fold(share.source), fold(share.project))
            found.append(part)
        return found

    def _project_of(self, source: int | None, code: str, row: int) -> int | None:
        """Return the source's only project, else the one given for the whole file, else none (decision 6)."""
        projects = self._words.projects_of_source.get(source or 0, [])
        if self._project is not None or len(projects) == 1:
            return self._project if self._project is not None else projects[0]
        self.without_project.setdefault(fold(code), (code, row))
        return None
