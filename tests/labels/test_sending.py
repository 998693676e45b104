"""Sending labels: byte for byte to a real socket, every way of failing with its sentence, and nothing sent twice."""

from __future__ import annotations

import re
import socket
import struct
import sys
import threading
from contextlib import contextmanager, suppress

import pytest

from inventory.base.errors import Cancelled, Invalid, Unavailable
from inventory.base.i18n import translations
from inventory.labels.sending import FileDestination, QueueDestination, TcpDestination, destination
from tests.labels.conftest import MANY

POLISH = translations("pl")
HOST = "127.0.0.1"


class Printer:
    """A printer's raw port on this machine; `manner` is what it does with the first connection."""

    def __init__(self, manner) -> None:
        self.received = bytearray()
        self.connections = 0
        self.let_go = threading.Event()
        self._manner = manner
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                with connection:
                    self._manner(self, connection)

    def read(self, connection: socket.socket, most: float = float("inf")) -> None:
        while len(self.received) < most and (data := connection.recv(65536)):
            self.received += data

    def close(self) -> None:
        self.let_go.set()
        # Closing alone does not wake a thread that waits for a connection.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()


@contextmanager
def printer(manner):
    made = Printer(manner)
    try:
        yield made
    finally:
        made.close()


def reads_all(printer: Printer, connection: socket.socket) -> None:
    printer.read(connection)


def talks_while_reading(printer: Printer, connection: socket.socket) -> None:
    connection.sendall(b"\x02030,0,0,0245,000,0,0,0,000,0,0,0\x03\r\n" * 200)
    printer.read(connection)


def vanishes_half_way(printer: Printer, connection: socket.socket) -> None:
    printer.read(connection, 500_000)
    # Without a farewell, as when its plug is pulled and the next packet finds it restarted.
    connection.setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    )


def hangs_up_half_way(printer: Printer, connection: socket.socket) -> None:
    printer.read(connection, 500_000)


def takes_nothing(printer: Printer, connection: socket.socket) -> None:
    printer.let_go.wait(30)


def at(port: int) -> TcpDestination:
    return TcpDestination(HOST, port, patience_s=0.4)


def whole_labels(data: bytes) -> int:
    return data.count(b"^XZ\n")


@pytest.mark.parametrize("manner", [reads_all, talks_while_reading])
def test_a_printer_gets_the_file_byte_for_byte_and_progress_is_told(few, manner):
    told = []
    with printer(manner) as there:
        assert at(there.port).send(few, progress=lambda done, every: told.append((done, every))) == 6
    assert bytes(there.received) == few.read_bytes()
    assert told == [(2, 6), (4, 6), (6, 6)]
    assert there.connections == 1


def test_a_long_file_arrives_whole(many):
    with printer(reads_all) as there:
        assert at(there.port).send(many) == MANY
    assert bytes(there.received) == many.read_bytes()


@pytest.mark.parametrize("manner", [vanishes_half_way, hangs_up_half_way])
def test_a_printer_that_vanishes_half_way_is_told_with_what_was_not_sent_and_not_tried_again(many, manner):
    with printer(manner) as there, pytest.raises(Unavailable) as fault:
        at(there.port).send(many)
    assert there.connections == 1
    text = fault.value.text(POLISH)
    assert "przerwała połączenie" in text
    not_sent, every = (int(number.replace("\xa0", "")) for number in re.findall(r"(\d+) z (\d+)", text)[0])
    assert every == MANY
    assert 0 < not_sent <= MANY - whole_labels(there.received)


def test_a_printer_that_takes_nothing_is_given_up(many):
    with printer(takes_nothing) as there, pytest.raises(Unavailable) as fault:
        at(there.port).send(many)
    text = fault.value.text(POLISH)
    assert "od 0,4 s" in text
    not_sent = int(re.findall(r"(\d+) z (\d+)", text)[0][0])
    assert 0 < not_sent <= MANY


def test_a_stop_is_heard_even_while_the_printer_takes_nothing(many):
    told, seen = [], [0]

    def stalled() -> bool:
        before, seen[0] = seen[0], len(told)
        return 0 < len(told) == before

    with printer(takes_nothing) as there, pytest.raises(Cancelled) as stopped:
        TcpDestination(HOST, there.port).send(many, progress=lambda *now: told.append(now), cancelled=stalled)
    count, every = map(int, re.findall(r"(\d+) of (\d+)", str(stopped.value))[0])
    assert (count, every) == (MANY - told[-1][0], MANY)


def test_a_stop_before_the_first_label_sends_nothing(few):
    with printer(reads_all) as there, pytest.raises(Cancelled, match="6 of 6"):
        at(there.port).send(few, cancelled=lambda: True)
    assert not there.received


def test_a_closed_port_is_told(few):
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unavailable) as fault:
        at(port).send(few)
    assert str(port) in fault.value.text(POLISH)
    assert "Nie wysłano żadnej naklejki." in fault.value.text(POLISH)


@pytest.mark.skipif(sys.platform != "linux", reason="how many connections may wait is told differently elsewhere")
def test_a_printer_that_does_not_answer_is_told(few):
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen(0)
        waiting = []
        try:
            # The few that may wait are taken; the system answers no other.
            for _ in range(4):
                one = socket.socket()
                one.setblocking(False)
                one.connect_ex(listener.getsockname())
                waiting.append(one)
            there = TcpDestination(HOST, listener.getsockname()[1], connect_s=0.3)
            with pytest.raises(Unavailable, match="does not answer"):
                there.send(few)
        finally:
            for one in waiting:
                one.close()


def test_an_unknown_host_is_told(few):
    for host in ("no-such-printer.invalid", "a..b"):
        with pytest.raises(Unavailable) as fault:
            TcpDestination(host).send(few)
        assert "No label was sent." in str(fault.value)


@pytest.mark.parametrize(
    ("text", "kind", "again"),
    [
        ("tcp://192.0.2.7:9100", TcpDestination, "tcp://192.0.2.7:9100"),
        ("tcp://zebra-1.kwp.local", TcpDestination, "tcp://zebra-1.kwp.local:9100"),
        ("tcp://[fe80::1%eth0]:6101", TcpDestination, "tcp://[fe80::1%eth0]:6101"),
        ("tcp://[::1]/", TcpDestination, "tcp://[::1]:9100"),
        ("queue://ZDesigner GK420t (kopia 1)", QueueDestination, "queue://ZDesigner GK420t (kopia 1)"),
        (r"queue://\\serwer\Drukarka Łódź", QueueDestination, r"queue://\\serwer\Drukarka Łódź"),
        ("naklejki z Łodzi.zpl", FileDestination, "naklejki z Łodzi.zpl"),
    ],
)
def test_a_destination_has_a_text_form(text, kind, again):
    found = destination(text)
    assert type(found) is kind
    assert str(found) == again
    assert destination(str(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "tcp://", "tcp://a b:9100", "tcp://host:0", "tcp://host:70000", "tcp://host:-1", "tcp://host:91x",
        "tcp://-oProxy:9100", "tcp://user@host:9100", "tcp://host/path", "tcp://host\n:9100", "tcp://[::1", "tcp://::1",
        "tcp://host:9100;rm", "tcp://drukarka$(id)", "tcp://host:٩١٠٠", "tcp://" + "a" * 300,
        "queue://", "queue://-d", "queue:// x", "queue://a\x00b", "queue://a\nb", "queue://" + "a" * 300,
        "http://host:9100", "usb://1", "://x", "a\x00.zpl", "a\n.zpl",
    ],
)  # fmt: skip
def test_hostile_destinations_are_refused(text):
    with pytest.raises(Invalid) as refused:
        destination(text)
    assert refused.value.field == "destination"
    assert refused.value.text(POLISH)


def test_a_file_is_written_whole_or_not_at_all(few, tmp_path):
    path, told = tmp_path / "na drukarkę.zpl", []
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        FileDestination(path).send(few, cancelled=lambda: bool(told), progress=lambda *now: told.append(now))
    assert path.read_bytes() == b"old"
    assert destination(str(path)).send(few) == 6
    assert path.read_bytes() == few.read_bytes()
