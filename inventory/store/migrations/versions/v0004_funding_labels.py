"""Logos in colour, grey and black, and what programmes ask of the labels of several sources."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; a logo so far is the one in colour."""
    op.add_column("funding_source", sa.Column("label_order", sa.Integer(), server_default="0", nullable=False))
    op.add_column("funding_source", sa.Column("label_scaled", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("funding_source", sa.Column("label_number", sa.Boolean(), server_default="1", nullable=False))
    op.add_column("funding_source", sa.Column("most_logos", sa.Integer(), nullable=True))
    with op.batch_alter_table("source_logo") as table:
        table.drop_column("variant")
        for name in ("grey_sha256", "black_sha256"):
            table.add_column(sa.Column(name, sa.String(length=64), nullable=True))
            table.create_foreign_key(op.f(f"fk_source_logo_{name}"), "stored_file", [name], ["sha256"])
