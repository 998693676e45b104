"""Prints tell how they went, stickers what state they are in, and numbers can be printed ahead."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from inventory.model.base import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add columns in place, which rewrites no row of a large register, and the tables of numbers printed ahead."""
    # Alembic would copy the whole table for a column that refers to another.
    for sql in (
        "ALTER TABLE asset ADD COLUMN sticker_stuck_at DATETIME",
        "ALTER TABLE asset ADD COLUMN sticker_fault VARCHAR(500) DEFAULT '' NOT NULL",
        "ALTER TABLE print_job ADD COLUMN stock VARCHAR(100) DEFAULT '' NOT NULL",
        "ALTER TABLE print_job ADD COLUMN title VARCHAR(500) DEFAULT '' NOT NULL",
        "ALTER TABLE print_job ADD COLUMN also VARCHAR(100) DEFAULT '' NOT NULL",
        "ALTER TABLE print_job ADD COLUMN form VARCHAR(32) DEFAULT 'sticker' NOT NULL",
        "ALTER TABLE print_job ADD COLUMN output VARCHAR(32) DEFAULT 'pdf' NOT NULL",
        "ALTER TABLE print_job ADD COLUMN reason VARCHAR(500) DEFAULT '' NOT NULL",
        "ALTER TABLE print_job ADD COLUMN repeats_id INTEGER "
        "CONSTRAINT fk_print_job_repeats_id REFERENCES print_job (id)",
        "ALTER TABLE print_job ADD COLUMN sent_pages INTEGER",
        "ALTER TABLE print_job ADD COLUMN spoiled_from INTEGER",
        "ALTER TABLE print_job ADD COLUMN spoiled_to INTEGER",
        "ALTER TABLE print_job ADD COLUMN answered_at DATETIME",
        # The templates there were: the small label with logos is sticker and funding label in one.
        "UPDATE print_job SET form = CASE WHEN template IN ('sheet-70x36-funding', 'sheet-70x37-funding') "
        "THEN 'combined' WHEN purpose = 'funding' THEN 'funding' ELSE 'sticker' END",
        # A print that was repeated in part was never asked about again: what is marked stays as it is.
        "UPDATE print_job SET answered_at = printed_at WHERE result <> 'pending'",
    ):
        op.execute(sql)
    _make_spare_tables()
    op.create_index(op.f("ix_print_job_repeats_id"), "print_job", ["repeats_id"], unique=False)
    op.create_index("ix_print_job_open", "print_job", ["id"], unique=False, sqlite_where=sa.text("answered_at IS NULL"))
    op.create_index(
        "ix_asset_sticker_replace",
        "asset",
        ["id"],
        unique=False,
        sqlite_where=sa.text("sticker_fault <> ''"),
    )
    op.create_index(
        "ix_asset_sticker_printed",
        "asset",
        ["id"],
        unique=False,
        sqlite_where=sa.text("sticker_fault = '' AND sticker_stuck_at IS NULL AND sticker_printed_at IS NOT NULL"),
    )


def _make_spare_tables() -> None:
    op.create_table(
        "spare_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_spare_batch_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spare_batch")),
    )
    op.create_table(
        "spare_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("number_folded", sa.String(length=32), nullable=False),
        sa.Column("asset_id", sa.Integer(), nullable=True),
        sa.Column("given_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_spare_number_asset_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["spare_batch.id"], name=op.f("fk_spare_number_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spare_number")),
        sa.UniqueConstraint("number_folded", name=op.f("uq_spare_number_number_folded")),
    )
    op.create_index(op.f("ix_spare_number_asset_id"), "spare_number", ["asset_id"], unique=False)
    op.create_index(op.f("ix_spare_number_batch_id"), "spare_number", ["batch_id"], unique=False)
    op.create_table(
        "spare_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("spare_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("place_on_page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["print_job.id"], name=op.f("fk_spare_line_job_id")),
        sa.ForeignKeyConstraint(["spare_id"], ["spare_number.id"], name=op.f("fk_spare_line_spare_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spare_line")),
    )
    op.create_index(op.f("ix_spare_line_job_id"), "spare_line", ["job_id"], unique=False)
    op.create_index(op.f("ix_spare_line_spare_id"), "spare_line", ["spare_id"], unique=False)
