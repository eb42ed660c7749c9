"""Each review step gets the salt of its seal in the audit chain."""

from django.db import migrations, models

from factcheck.models import append_only


def guard_again(apps, schema_editor):
    """SQLite adds a column by making the table anew, and a new table has no triggers."""
    append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0013_what_signers_saw"),
    ]

    operations = [
        migrations.AddField(
            model_name="reviewstep",
            name="salt",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
        migrations.RunPython(guard_again, guard_again),
    ]
