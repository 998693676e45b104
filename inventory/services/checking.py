"""Whether a register is whole, in sentences."""

from __future__ import annotations

from itertools import islice

from sqlalchemy.orm import Session

from inventory.base.i18n import Translations
from inventory.store.check import problems

# A damaged file could fill the screen; the first faults say enough.
MOST = 200


def check_register(session: Session, tr: Translations) -> list[str]:
    """Return a sentence for each fault of the file, the journal, the papers and the stored files."""
    return [tr.message(problem) for problem in islice(problems(session.connection()), MOST)]
