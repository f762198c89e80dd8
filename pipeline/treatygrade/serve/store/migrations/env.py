"""Run by Alembic with a connection that :mod:`treatygrade.serve.store.schema` has opened."""

from alembic import context

from treatygrade.serve.store.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
