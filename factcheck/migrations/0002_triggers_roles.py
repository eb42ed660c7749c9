"""Append-only triggers, the head of the audit chain, and the newsroom's roles."""

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from factcheck.models import append_only

# As of this migration; later roles get migrations of their own.
VIEWED = (
    "story quotation claim attribution speaker outlet source capture passage comparison search claimevidence alert "
    "revision reviewstep"
).split()
VIEW = [f"view_{model}" for model in VIEWED]
ROLES = {
    "reporter": [*VIEW, "submit"],
    "reviewer": [*VIEW, "submit", "review"],
    "editor": [*VIEW, "submit", "review", "edit", "publish", "manage_sources", "read_audit", "view_auditentry"],
    "source manager": [*VIEW, "manage_sources", "change_source", "change_outlet", "change_speaker"],
    "auditor": [*VIEW, "read_audit", "view_auditentry"],
    "admin": [
        *VIEW,
        *"submit manage_sources read_audit view_auditentry view_apikey add_apikey change_apikey".split(),
        *"change_outlet change_speaker change_source view_user add_user change_user view_group".split(),
    ],
}


def make_roles(apps, schema_editor):
    """Groups with their permissions. Permissions are normally made after all migrations, so they are made here first."""
    for label in ("auth", "factcheck"):
        create_permissions(installed_apps.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for role, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(
            *Permission.objects.filter(codename__in=codenames, content_type__app_label__in=["factcheck", "auth"])
        )


def remove_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


def make_head(apps, schema_editor):
    apps.get_model("factcheck", "AuditHead").objects.get_or_create(pk=1)


def remove_head(apps, schema_editor):
    apps.get_model("factcheck", "AuditHead").objects.all().delete()


def install_triggers(apps, schema_editor):
    append_only.install(schema_editor.connection)


def remove_triggers(apps, schema_editor):
    append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(make_head, remove_head),
        migrations.RunPython(install_triggers, remove_triggers),
        migrations.RunPython(make_roles, remove_roles),
    ]
