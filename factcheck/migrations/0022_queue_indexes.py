"""Queues are counted and put in order from one index, and the figures read what they count from others."""

from django.db import migrations, models


def _index(model_name: str, name: str, *fields: str) -> migrations.AddIndex:
    return migrations.AddIndex(model_name=model_name, index=models.Index(fields=list(fields), name=name))


_HELD = ("state_changed_at", "assigned_to", "assigned_until")


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0021_desk_indexes"),
    ]

    operations = [
        _index("quotation", "quotation_queue", "review_state", "story", "weight", *_HELD),
        _index("claim", "claim_queue", "review_state", "story", "score", *_HELD),
        _index(
            "quotation", "quotation_settled", "review_state", "state_changed_at", "attribution_status", "story"
        ),
        _index("quotation", "quotation_match_of_story", "story", "match"),
        _index("reviewstep", "step_by_time", "created_at"),
    ]
