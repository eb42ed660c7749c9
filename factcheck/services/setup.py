"""The embedded database, made at its first use, so that one command on a fresh machine is enough."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from factcheck.exceptions import BadInput


def prepare_database() -> None:
    """Migrate a SQLite database that is behind. Raises BadInput on a server's database: its operator migrates it."""
    connection = connections[DEFAULT_DB_ALIAS]
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if connection.vendor != "sqlite":
        raise BadInput("The database is behind this version: run `manage.py migrate` first.")
    call_command("migrate", verbosity=0, interactive=False)
