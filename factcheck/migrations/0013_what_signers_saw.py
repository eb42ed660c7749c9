"""What a signature rests on is frozen with it, and evidence cannot be changed in the database."""

from django.db import migrations, models

from factcheck.models import append_only


def guard_evidence(apps, schema_editor):
    """The triggers as they are from now on: evidence, passages and the words of captures are written once, too."""
    append_only.install(schema_editor.connection)



class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0012_alert_returned_story_once'),
    ]

    operations = [
        migrations.AddField(
            model_name='reviewstep',
            name='seen',
            field=models.JSONField(editable=False, null=True),
        ),
        migrations.RunPython(guard_evidence, migrations.RunPython.noop),
    ]
