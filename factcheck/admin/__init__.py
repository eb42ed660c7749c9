"""The desk: Django's admin, one module per group of models. `pages` registers them all."""
