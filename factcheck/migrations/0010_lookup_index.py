"""Tables of the PostgreSQL lookup index. Derived data without a model: nothing but the index itself reads them.

No foreign key to captures, so that emptying and restoring that table never depends on an index that can be made anew.
On SQLite this does nothing: the index is a directory there.
"""

from django.db import migrations

CREATE = """
CREATE TABLE factcheck_segment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    capture_id bigint NOT NULL,
    "start" integer NOT NULL,
    "end" integer NOT NULL,
    layer smallint NOT NULL,
    lexemes integer[] NOT NULL
);
CREATE INDEX factcheck_segment_capture ON factcheck_segment (capture_id);
CREATE INDEX factcheck_segment_lexemes ON factcheck_segment USING gin (lexemes);
CREATE TABLE factcheck_lexeme (lexeme integer PRIMARY KEY, rows integer NOT NULL) WITH (fillfactor = 70);
"""
DROP = "DROP TABLE IF EXISTS factcheck_segment, factcheck_lexeme;"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP, params=None)


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0003_links_watch_hosts")]
    operations = [migrations.RunPython(create, drop)]
