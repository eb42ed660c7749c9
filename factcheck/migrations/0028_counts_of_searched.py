"""Counts of what a lookup looked in are read from an index, not from rows that hold whole texts."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0027_asked_for_checks'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='capture',
            index=models.Index(fields=['outcome', 'indexed_at', 'source', 'text_sha256'], name='factcheck_capture_searched'),
        ),
    ]
