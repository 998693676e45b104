"""Runs commands as a script would and reads what they answer."""

from __future__ import annotations

import json
from dataclasses import dataclass

from inventory.cli.main import run


@dataclass
class Outcome:
    """What a command left on its streams, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class Script:
    """Runs commands on one register."""

    def __init__(self, capsys, path):
        self._capsys = capsys
        self.path = path

    def __call__(self, *arguments, database=True):
        self._capsys.readouterr()
        code = run([*(["--database", str(self.path)] if database else []), *map(str, arguments)])
        streams = self._capsys.readouterr()
        return Outcome(code, streams.out, streams.err)

    def answer(self, *arguments):
        """Run with --json, expect that it is done, and return the answer."""
        outcome = self(*arguments, "--json")
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.json
