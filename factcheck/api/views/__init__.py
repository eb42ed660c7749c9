"""Views: who may, which rows, which shape. What happens is in the services."""
