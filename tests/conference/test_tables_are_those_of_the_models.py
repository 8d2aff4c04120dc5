"""The migrations make what the mapped classes describe; a forgotten migration fails here."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from conference.database import Database
from tests.models import every_table


def test_a_migrated_database_is_what_the_models_say(empty_db: Database) -> None:
    with empty_db.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})

        differences = compare_metadata(context, every_table())

    assert differences == []
