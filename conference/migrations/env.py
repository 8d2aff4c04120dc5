"""Runs migrations on the connection that `conference.database` hands over."""

from alembic import context

from conference.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite changes a table by copying it.
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
