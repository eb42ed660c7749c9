"""Celery tasks: each takes ids and calls one service."""
