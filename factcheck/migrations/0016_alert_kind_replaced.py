"""Alerts may say that another page stands in a source's place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0015_capture_record"),
    ]

    operations = [
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("changed", "words changed"),
                    ("missing", "words gone"),
                    ("replaced", "another page in its place"),
                    ("note", "changed elsewhere on the page"),
                ],
                max_length=8,
            ),
        ),
    ]
