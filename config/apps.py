"""The admin application, with the desk's site in place of Django's default one."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "factcheck.admin.site.DeskSite"

    def ready(self) -> None:
        super().ready()
        # Not from the package's own __init__: importing that to find the site class would register with a site that
        # Django is still making, and throws away.
        import_module("factcheck.admin.pages")
