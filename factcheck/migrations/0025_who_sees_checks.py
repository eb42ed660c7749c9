"""Whoever may see claims may see what others found of them."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("reporter", "reviewer", "editor", "source manager", "auditor", "admin")


def _permission(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        codename="view_earliercheck", content_type__app_label="factcheck"
    )


def allow(apps, schema_editor):
    create_permissions(
        installed_apps.get_app_config("factcheck"), verbosity=0, using=schema_editor.connection.alias
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*_permission(apps))


def forbid(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*_permission(apps))


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0024_earlier_checks")]
    operations = [migrations.RunPython(allow, forbid)]
