"""The desk's lists begin with what moved last, and read it from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0020_sign_in_tries"),
    ]

    operations = [
        migrations.AddIndex(
            model_name=name, index=models.Index(fields=["state_changed_at", "id"], name=f"{name}_by_age")
        )
        for name in ("quotation", "claim")
    ]
