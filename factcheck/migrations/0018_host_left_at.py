"""The end of the last visit to a host: how long the next one waits after it is the next one's affair."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0017_alert_digested"),
    ]

    operations = [
        migrations.AddField(
            model_name="hostgate",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
