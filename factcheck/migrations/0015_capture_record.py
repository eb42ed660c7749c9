"""The whole record of a capture, what became of its bytes, and the retries of work on it."""

import django.db.models.deletion
from django.db import migrations, models

from factcheck.models import append_only


def guard(apps, schema_editor):
    """The new columns of the record are frozen, too; and SQLite may have made the table anew, without triggers."""
    append_only.install(schema_editor.connection)


def release(apps, schema_editor):
    """A column a trigger names cannot be dropped. The first operation below puts the triggers back on the way out."""
    append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0014_seal_of_signatures'),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, guard),
        migrations.AddField(
            model_name='capture',
            name='bytes_dropped_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='capture',
            name='canonical_url',
            field=models.CharField(blank=True, max_length=2000, null=True),
        ),
        migrations.AddField(
            model_name='capture',
            name='damaged_at',
            field=models.DateTimeField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='capture',
            name='heads',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='capture',
            name='verified_at',
            field=models.DateTimeField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name='CaptureRetry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempts', models.PositiveIntegerField(default=0, editable=False)),
                ('next_attempt_at', models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_error', models.TextField(blank=True, default='', editable=False)),
                ('task', models.CharField(max_length=40)),
                ('capture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retries', to='factcheck.capture')),
            ],
            options={
                'verbose_name_plural': 'capture retries',
                'constraints': [models.UniqueConstraint(fields=('capture', 'task'), name='capture_retry_once')],
            },
        ),
        migrations.RunPython(guard, release),
    ]
