"""One window per register: a second start raises the first (reliability.md 21, 22)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inventory.base.presence import Presence

_WAIT_MS = 500


class SingleWindow(QObject):
    """Holds the place of the window of one register; the system frees it when the process ends, however it ends.

    Signals: raise_wanted() when another start asks for the window.
    """

    raise_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presence: Presence | None = None
        self._register: Path | None = None
        self._missed: tuple[Path, datetime] | None = None
        self._server: QObject | None = None

    def take(self, register: Path) -> bool:
        """Take the place for a register; False where a window has it, which is then asked to come to the front."""
        if register.resolve() == self._register:
            return True
        presence = Presence.take(register)
        if presence is None:
            _ask_to_raise(register)
            return False
        missed = self._missed
        self.leave()
        self._missed = missed
        self._presence = presence
        self._register = register.resolve()
        return True

    def listen(self) -> None:
        """Begin to hear other starts; after the first paint, since it loads Qt's network module."""
        from PySide6.QtNetwork import QLocalServer

        if self._register is None or self._server is not None:
            return
        name = _name(self._register)
        # What a crash left behind on Linux is a file without anybody behind it.
        QLocalServer.removeServer(name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._on_connection(server))
        server.listen(name)
        self._server = server

    def left_since(self) -> datetime | None:
        """Return when a window that vanished without closing had begun, None where the last one was closed."""
        if self._presence is not None and self._presence.left_since is not None:
            return self._presence.left_since
        # Taken before, for an opening that failed: nobody was told of it then.
        return self._missed[1] if self._missed is not None and self._missed[0] == self._register else None

    def presence(self) -> Presence | None:
        """Return the lock that is held, for a restore from this window."""
        return self._presence

    def leave(self, *, unopened: bool = False) -> None:
        """Give the place up; `unopened` where nothing was shown of the register, so that its mark still counts."""
        since = self.left_since()
        self._missed = (self._register, since) if unopened and self._register and since else None
        if self._server is not None:
            self._server.close()  # type: ignore[attr-defined]
            self._server.deleteLater()
            self._server = None
        if self._presence is not None:
            self._presence.release()
            self._presence = None
        self._register = None

    def _on_connection(self, server: object) -> None:
        while (connection := server.nextPendingConnection()) is not None:  # type: ignore[attr-defined]
            connection.deleteLater()
        self.raise_wanted.emit()


def _name(register: Path) -> str:
    import hashlib

    return "ewidencja-" + hashlib.sha256(str(register.resolve()).casefold().encode()).hexdigest()[:32]


def _ask_to_raise(register: Path) -> None:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(register))
    if socket.waitForConnected(_WAIT_MS):
        socket.disconnectFromServer()
