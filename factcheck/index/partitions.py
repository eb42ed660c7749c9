"""SQL that spreads PostgreSQL's lookup index over several servers: hash partitions by capture, each a table of its own
server, reached by postgres_fdw. Printed for whoever runs the database; nothing here runs it.

The partition column is in every primary key, as Citus asks too. Queries, additions and removals are the same as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

COLUMNS = """
    capture_id bigint NOT NULL,
    id bigint NOT NULL,
    "start" integer NOT NULL,
    "end" integer NOT NULL,
    layer smallint NOT NULL,
    lexemes integer[] NOT NULL"""


def sql_for_shard(number: int) -> str:
    """What to run in the database of shard `number` (from 0)."""
    name = f"factcheck_segment_{number}"
    return (
        f"CREATE TABLE {name} ({COLUMNS},\n    PRIMARY KEY (capture_id, id)\n);\n"
        f"CREATE INDEX ON {name} USING gin (lexemes);\n"
    )


def sql_for_main(shards: Sequence[str]) -> str:
    """What to run in the main database. `shards` are addresses as in DATABASE_URL; an empty one is the main database
    itself.
    """
    lines = [
        "BEGIN;",
        "CREATE EXTENSION IF NOT EXISTS postgres_fdw;",
        "DROP TABLE factcheck_segment;",
        "TRUNCATE factcheck_lexeme;",
        "CREATE SEQUENCE factcheck_segment_number;",
        f"CREATE TABLE factcheck_segment ({COLUMNS}\n) PARTITION BY HASH (capture_id);",
        "ALTER TABLE factcheck_segment ALTER id SET DEFAULT nextval('factcheck_segment_number');",
    ]
    for number, url in enumerate(shards):
        place = f"FOR VALUES WITH (MODULUS {len(shards)}, REMAINDER {number})"
        if not url:
            name = f"factcheck_segment_{number}"
            lines += [sql_for_shard(number), f"ALTER TABLE factcheck_segment ATTACH PARTITION {name} {place};"]
        else:
            lines += _foreign(number, url, place)
    lines += ["COMMIT;", "-- then: manage.py rebuild_index"]
    return "\n".join(lines) + "\n"


def sql_to_undo(shards: Sequence[str]) -> str:
    """What to run in the main database to have the index in one table again. Derived data: nothing is lost."""
    servers = [f"DROP SERVER factcheck_shard_{number} CASCADE;" for number, url in enumerate(shards) if url]
    return "\n".join(
        [
            "BEGIN;",
            "DROP TABLE factcheck_segment;",
            "DROP SEQUENCE factcheck_segment_number;",
            *servers,
            f"CREATE TABLE factcheck_segment ({COLUMNS},\n    PRIMARY KEY (id)\n);",
            "ALTER TABLE factcheck_segment ALTER id ADD GENERATED ALWAYS AS IDENTITY;",
            "CREATE INDEX ON factcheck_segment (capture_id);",
            "CREATE INDEX ON factcheck_segment USING gin (lexemes);",
            "TRUNCATE factcheck_lexeme;",
            "COMMIT;",
            "-- then: manage.py rebuild_index; the tables of the shards can be dropped",
            "",
        ]
    )


def _foreign(number: int, url: str, place: str) -> list[str]:
    parts = urlsplit(url)
    server = f"factcheck_shard_{number}"
    address = {"host": parts.hostname, "port": parts.port or 5432, "dbname": parts.path.lstrip("/")}
    user = {"user": unquote(parts.username or ""), "password": unquote(parts.password or "")}
    # Rows go out many at once; several servers are read at the same time.
    speed = {"async_capable": "true", "batch_size": 1000, "fetch_size": 5000}
    return [
        f"CREATE SERVER {server} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({_options({**address, **speed})});",
        f"CREATE USER MAPPING FOR CURRENT_USER SERVER {server} OPTIONS ({_options(user)});",
        f"CREATE FOREIGN TABLE factcheck_segment_{number} PARTITION OF factcheck_segment {place} SERVER {server};",
    ]


def _options(values: Mapping[str, object]) -> str:
    return ", ".join(f"{name} '{str(value).replace(chr(39), chr(39) * 2)}'" for name, value in values.items() if value)
