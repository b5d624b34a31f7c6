"""Entities: the model that finds names, and the aliases that belong together in an article."""
