"""The newsroom's settings, and admins may change them."""

import django.core.validators
from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def _permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        codename__in=["view_newsroomsettings", "change_newsroomsettings"], content_type__app_label="factcheck"
    )


def allow(apps, schema_editor):
    create_permissions(installed_apps.get_app_config("factcheck"), verbosity=0, using=schema_editor.connection.alias)
    for group in apps.get_model("auth", "Group").objects.filter(name="admin"):
        group.permissions.add(*_permissions(apps))


def forbid(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name="admin"):
        group.permissions.remove(*_permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0029_comments")]
    operations = [
        migrations.CreateModel(
            name='NewsroomSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, default='', help_text='Shown at the desk, in mails and as the author of exports, e.g. “Harbour Post”. Empty: NEWSROOM_NAME of the environment.', max_length=100)),
                ('second_reader', models.CharField(choices=[('rules', 'When the rules ask for one'), ('always', 'Always: everything is read twice')], default='rules', help_text='The rules always hold, e.g. for what speaks against a named person. For signatures from now on.', max_length=6)),
                ('lease_minutes', models.PositiveSmallIntegerField(default=30, help_text='Without a sign of life of its reviewer; then it goes back to the queue. 5 to 480.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(480)], verbose_name='minutes an item stays taken')),
                ('retention_days', models.PositiveIntegerField(blank=True, help_text='Age from which the bytes of copies nothing rests on are removed each night. 0 keeps everything. Empty: FACTCHECK_RETENTION_DAYS of the environment.', null=True, validators=[django.core.validators.MaxValueValidator(36500)], verbose_name='days of retention')),
            ],
            options={
                'verbose_name': 'newsroom settings',
                'verbose_name_plural': 'newsroom settings',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_row_of_settings')],
            },
        ),
        migrations.RunPython(allow, forbid),
    ]
