"""The workers application: importing the task modules registers them, and the schedule is handed to Celery."""

from celery import current_app
from django.apps import AppConfig


class WorkersConfig(AppConfig):
    name = "workers"

    def ready(self) -> None:
        from workers import tasks  # noqa: F401 - importing registers them
        from workers.schedule import ROUTES, SCHEDULE

        current_app.conf.beat_schedule = SCHEDULE
        current_app.conf.task_routes = ROUTES
