"""An open register as a whole: closing it while other threads still look at it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from inventory.application import Application


def test_register_closed_under_a_look_at_other_programs_changes_ends_it(database):
    with ThreadPoolExecutor(1) as thread:
        for _ in range(40):
            application = Application(database)
            begun = threading.Event()

            def look(application=application, begun=begun):
                for _ in range(200):
                    application.changes_elsewhere()
                    begun.set()

            looking = thread.submit(look)
            assert begun.wait(10)
            application.close()
            assert application.changes_elsewhere() is None
            assert looking.result(10) is None
