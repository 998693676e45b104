"""Send a file of ZPL where its labels are to be printed: to a printer in the network, a print queue, another file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from inventory.base.errors import Invalid
from inventory.base.files import replacing
from inventory.labels.handing import Cancel, Handing, Progress
from inventory.labels.print_queue import send_queue
from inventory.labels.tcp import send_tcp

PORT = 9100
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})|[0-9A-Fa-f]*:[0-9A-Fa-f:.]{1,40}(?:%[A-Za-z0-9_.-]{1,20})?")
_ADDRESS = re.compile(r"tcp://(?:\[([^\[\]]*)\]|([^\[\]:/]*))(?::([0-9]{1,9}))?/?", re.ASCII)
_MOST_NAME = 220


class Destination(Protocol):
    """Where labels go; its text form is what a user types and what is kept."""

    def __str__(self) -> str:
        """Return the text form, which `destination` reads."""

    def send(self, file: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None) -> int:
        """Send a whole file of ZPL once and return its labels; nothing is ever sent again by itself.

        `progress` is told the labels handed over and all. Raises `Unavailable` with how many labels certainly were
        not sent, and `Cancelled`.
        """


@dataclass(frozen=True)
class TcpDestination:
    """A printer in the network that takes ZPL as it comes; raises `Invalid` for what is no address.

    `patience_s` is how long it may take nothing, `connect_s` how long it may not answer, in seconds.
    """

    host: str
    port: int = PORT
    connect_s: float = 5.0
    patience_s: float = 30.0

    def __post_init__(self) -> None:
        if not _HOST.fullmatch(self.host):
            raise Invalid("“{host}” is no address of a printer.", field="destination", host=self.host)
        if not 1 <= self.port <= 65535:
            raise Invalid("The port must be between 1 and {most}.", field="destination", most=65535)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tcp://{host}:{self.port}"

    def send(self, file: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None) -> int:
        """Send label by label; those before a fault may have been printed."""
        return send_tcp(
            self.host, self.port, Handing(file, progress, cancelled),
            connect_s=self.connect_s, patience_s=self.patience_s,
        )  # fmt: skip


@dataclass(frozen=True)
class QueueDestination:
    """A print queue of this computer, which passes ZPL on as it is; raises `Invalid` for what is no name."""

    name: str

    def __post_init__(self) -> None:
        odd = not self.name.isprintable() or self.name != self.name.strip() or self.name.startswith("-")
        if odd or not 0 < len(self.name) <= _MOST_NAME:
            raise Invalid("“{name}” is no name of a print queue.", field="destination", name=self.name)

    def __str__(self) -> str:
        return f"queue://{self.name}"

    def send(self, file: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None) -> int:
        """Give the file to the queue."""
        return send_queue(self.name, Handing(file, progress, cancelled))


@dataclass(frozen=True)
class FileDestination:
    """A file, which is written whole or not at all."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def send(self, file: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None) -> int:
        """Copy the labels; the old file stays where that fails."""
        handing = Handing(file, progress, cancelled)
        with replacing(self.path) as part, part.open("wb", 1 << 20) as stream:
            self._copy(handing, stream)
        return handing.labels

    @staticmethod
    def _copy(handing: Handing, stream: BinaryIO) -> None:
        for label in handing:
            stream.write(label)
            handing.gave(label)


def destination(text: str) -> Destination:
    """Read `tcp://HOST:PORT` (without a port 9100), `queue://NAME` or a path; raises `Invalid` for anything else."""
    kind, colon, rest = text.partition("://")
    if kind == "tcp" and colon:
        found = _ADDRESS.fullmatch(text)
        if found is None:
            raise Invalid("“{host}” is no address of a printer.", field="destination", host=rest)
        return TcpDestination(found[1] or found[2] or "", int(found[3] or PORT))
    if kind == "queue" and colon:
        return QueueDestination(rest)
    if colon or not text.strip() or not text.isprintable():
        raise Invalid(
            "“{text}” is no place for labels. Give tcp://ADDRESS:PORT, queue://NAME or a file.",
            field="destination", text=text,
        )  # fmt: skip
    return FileDestination(Path(text))
