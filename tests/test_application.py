"""An open register as a whole: closing it while other threads still look at it."""

from __future__ import annotations

import threading

from inventory.application import Application


def test_register_closed_under_a_look_at_other_programs_changes_ends_it(database):
    for _ in range(40):
        application = Application(database)
        begun, errors = threading.Event(), []

        def look(application=application, begun=begun, errors=errors):
            try:
                for _ in range(200):
                    application.changes_elsewhere()
                    begun.set()
            except Exception as error:
                errors.append(error)

        thread = threading.Thread(target=look)
        thread.start()
        assert begun.wait(10)
        application.close()
        assert application.changes_elsewhere() is None
        thread.join(10)
        assert not thread.is_alive()
        assert errors == []
