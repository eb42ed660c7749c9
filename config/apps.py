"""The admin application, with the desk's site in place of Django's default one."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "factcheck.admin.site.DeskSite"
