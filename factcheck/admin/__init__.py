"""The desk. Importing this package registers every page with the admin site."""
