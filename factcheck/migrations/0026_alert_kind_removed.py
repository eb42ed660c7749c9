"""Alerts may say that the article was withdrawn by those who published it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0025_who_sees_checks"),
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
                    ("removed", "article withdrawn"),
                    ("note", "changed elsewhere on the page"),
                ],
                max_length=8,
            ),
        ),
    ]
