"""The expressions of dates: a module for each family, each pattern with its own examples."""
