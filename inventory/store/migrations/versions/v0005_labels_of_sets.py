"""Lines of prints tell the funding labels of a set from its stickers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column in place, which rewrites no row of a large register."""
    op.add_column("print_line", sa.Column("is_funding", sa.Boolean(), server_default="0", nullable=False))
