"""What tests of labels of a register share: labels written with what is known of them."""

from __future__ import annotations

import io

from inventory.services.label_request import LabelRequest
from inventory.services.printing import write_labels

FUNDING = "roll-100x55-funding"


def written(application, tr, ids, **more):
    """Return the file and what is known of it."""
    stream = io.BytesIO()
    made = application.read(lambda session: write_labels(session, LabelRequest(ids=ids, **more), stream, tr))
    return stream.getvalue(), made
