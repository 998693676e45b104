"""Send ZPL to the raw port of a printer in the network, which takes it and says nothing."""

from __future__ import annotations

import socket
import time

from inventory.base.errors import Unavailable
from inventory.labels.handing import Handing

# How often a printer that takes nothing is waited for before a wish to stop is looked at.
_PAUSE_S = 0.2
# How long a printer is waited for to close its side, which tells that it has read everything.
_FAREWELL_S = 3.0


def send_tcp(host: str, port: int, handing: Handing, *, connect_s: float, patience_s: float) -> int:
    """Send all labels once and return how many they are. Raises `Unavailable` and `Cancelled`.

    A label counts as not sent while one byte of it was not taken; of those taken nobody knows which were printed.
    """
    with _connected(host, port, connect_s) as connection:
        connection.settimeout(_PAUSE_S)
        try:
            for label in handing:
                _pass_on(connection, label, handing, patience_s)
                handing.gave(label)
            connection.shutdown(socket.SHUT_WR)
            _say_farewell(connection)
        except TimeoutError as error:
            raise Unavailable(
                "The printer {printer} has taken nothing for {seconds} s; is it paused or out of labels? Certainly not "
                "sent: {count} of {all} labels. Look at what was printed before you print again.",
                printer=host, seconds=patience_s, **handing.counts,
            ) from error  # fmt: skip
        except OSError as error:
            raise Unavailable(
                "The printer {printer} broke off the connection. Certainly not sent: {count} of {all} labels. "
                "Look at what was printed before you print again.",
                printer=host, **handing.counts,
            ) from error  # fmt: skip
    return handing.labels


def _connected(host: str, port: int, connect_s: float) -> socket.socket:
    try:
        return socket.create_connection((host, port), timeout=connect_s)
    except TimeoutError as error:
        raise Unavailable(
            "The printer {printer} does not answer. Check that it is switched on. No label was sent.", printer=host
        ) from error
    except ConnectionRefusedError as error:
        raise Unavailable(
            "{printer} takes no labels at port {port}. Check address and port. No label was sent.",
            printer=host, port=port,
        ) from error  # fmt: skip
    except (socket.gaierror, UnicodeError) as error:
        raise Unavailable(
            "There is no {printer} in the network. Check the address. No label was sent.", printer=host
        ) from error
    except OSError as error:
        raise Unavailable(
            "The printer {printer} cannot be reached: {reason}. No label was sent.",
            printer=host, reason=error.strerror,
        ) from error  # fmt: skip


def _pass_on(connection: socket.socket, label: bytes, handing: Handing, patience_s: float) -> None:
    """Send one label whole; raises TimeoutError where the printer takes nothing for too long."""
    left = memoryview(label)
    since = time.monotonic()
    while left:
        try:
            left = left[connection.send(left) :]
            since = time.monotonic()
        except TimeoutError:
            handing.check()
            if time.monotonic() - since > patience_s:
                raise


def _say_farewell(connection: socket.socket) -> None:
    """Read what the printer still says until it closes: closing over unread words would throw away our last bytes."""
    until = time.monotonic() + _FAREWELL_S
    while time.monotonic() < until:
        try:
            if not connection.recv(4096):
                return
        except TimeoutError:
            continue
