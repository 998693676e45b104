"""All tables are mapped before the first question is asked, by whichever thread comes first."""

from __future__ import annotations

import threading

from sqlalchemy.orm import configure_mappers

_LOCK = threading.Lock()


def map_tables() -> None:
    """Import the whole model and join its tables.

    Screens import services, and these the model, when they are first needed and each on its own thread. The first
    question joins all tables that there are: those of a module that another thread has half read would be refused.
    """
    with _LOCK:
        from inventory.model import assets, counts, funding, labels, movements, organisation, printing, records

        del assets, counts, funding, labels, movements, organisation, printing, records
        configure_mappers()
