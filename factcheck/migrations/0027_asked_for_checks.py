"""A service can be asked for checks of a story's claims. Choices are Django's; SQLite would copy the tables for them."""

from django.db import migrations, models

REASONS = [
    ("given", "given"),
    ("link", "linked in the story"),
    ("outlet", "the outlet named"),
    ("archive", "own archive"),
    ("reviewer", "added by a reviewer"),
    ("memento", "copy in a web archive"),
    ("web", "found by a web search"),
    ("save", "saved to a web archive"),
    ("checks", "asked for checks of others"),
]


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0026_alert_kind_removed")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="attempt", name="why", field=models.CharField(choices=REASONS, max_length=8)
                ),
                migrations.AlterField(
                    model_name="search",
                    name="why",
                    field=models.CharField(choices=REASONS, default="given", max_length=8),
                ),
            ]
        ),
    ]
