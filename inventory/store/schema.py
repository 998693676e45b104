"""The schema: made and upgraded by Alembic, and compared with the model."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from inventory.base.files import replacing
from inventory.model import assets, counts, funding, labels, movements, organisation, printing, records
from inventory.model.base import Base
from inventory.store.backup import copy_file
from inventory.store.connection import APPLICATION_ID, SCHEMA_VERSION, check_file
from inventory.store.engine import register_engine
from inventory.store.faults import explained

# Importing them is what fills the metadata.
MODEL = (assets, counts, funding, labels, movements, organisation, printing, records)


def prepare(path: Path) -> Path | None:
    """Make a register's schema the newest; returns the copy made before an upgrade, None where none was due.

    Raises what `check_file` raises. A failed upgrade leaves the old schema whole (reliability.md 4).
    """
    version = check_file(path)
    if version == SCHEMA_VERSION:
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.stem}-v{version}-{stamp}{path.suffix}")
    with replacing(copy) as part:
        copy_file(path, part)
    engine = register_engine(path)
    try:
        upgrade(engine)
    finally:
        engine.dispose()
    return copy


def upgrade(engine: Engine) -> None:
    """Bring the schema to the newest version in one transaction; raises `Unavailable` where the disk fails."""
    script = _script()

    def steps(revision: Any, _context: MigrationContext) -> Any:
        return script._upgrade_revs("head", revision)  # noqa: SLF001 - as alembic's own command does

    try:
        with engine.begin() as connection, EnvironmentContext(Config(), script, fn=steps) as environment:
            environment.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
            environment.run_migrations()
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
    except DBAPIError as error:
        if told := explained(error.orig):
            raise told from error
        raise


def differences(connection: Connection) -> list[Any]:
    """Return what `alembic check` would: how the file's schema and the model differ."""
    context = MigrationContext.configure(connection, opts={"render_as_batch": True, "target_metadata": Base.metadata})
    return list(compare_metadata(context, Base.metadata))


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return ScriptDirectory.from_config(config)
