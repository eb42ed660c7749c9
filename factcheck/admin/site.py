"""The desk: Django's admin, with the newsroom's name on it."""

from django.contrib import admin


class DeskSite(admin.AdminSite):
    site_header = "Factcheck"
    site_title = "Factcheck"
    index_title = "Desk"
