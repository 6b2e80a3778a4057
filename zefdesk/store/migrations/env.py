"""Alembic's way in: migrations run in the transaction of the ledger that is being opened."""

from alembic import context

from zefdesk.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
