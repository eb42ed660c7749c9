"""Shapes of the API: one file per resource. They shape and validate; what may be done is decided by the services."""
