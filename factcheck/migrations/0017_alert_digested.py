"""Alerts know when a mail told of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0016_alert_kind_replaced"),
    ]

    operations = [
        migrations.AddField(
            model_name="alert",
            name="digested_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When a mail about it went out; empty while none did.",
                null=True,
            ),
        ),
    ]
