"""Comments on quotations and claims, written once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from factcheck.models import append_only


def guard(apps, schema_editor):
    append_only.install(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0028_counts_of_searched'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
                ('author_name', models.CharField(max_length=150)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('author', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='factcheck.claim')),
                ('quotation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='factcheck.quotation')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='factcheck.comment')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('quotation__isnull', False)), models.Q(('claim__isnull', False), ('quotation__isnull', True)), _connector='OR'), name='comment_of_one_item'), models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('replaces__isnull', False), _connector='OR'), name='comment_has_text')],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),  # the triggers go with the table
    ]
