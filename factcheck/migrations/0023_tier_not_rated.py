"""A source nobody rated is "not rated yet", not an outlet that was there; rows that exist keep what they have."""

from django.db import migrations, models

TIERS = [
    ("P1", "P1 · recording or official verbatim record"),
    ("P2", "P2 · the speaker's own publication"),
    ("S1", "S1 · an outlet that was there"),
    ("S2", "S2 · an outlet citing another"),
    ("T", "T · aggregator or quote site"),
    ("U", "not rated yet"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0022_queue_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="outlet",
            name="other_hosts",
            field=models.JSONField(blank=True, default=list, help_text="Further hosts of the same outlet."),
        ),
        # The columns stay as they are; choices and defaults are Django's. SQLite would copy the table for them.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="outlet",
                    name="tier",
                    field=models.CharField(
                        choices=TIERS,
                        default="U",
                        help_text="New sources on its hosts begin with this tier. Those there are keep theirs.",
                        max_length=2,
                    ),
                ),
                migrations.AlterField(
                    model_name="source",
                    name="tier",
                    field=models.CharField(choices=TIERS, default="U", max_length=2),
                ),
            ]
        ),
    ]
