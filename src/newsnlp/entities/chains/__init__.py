"""Chains: which names of one article denote the same thing, one module a kind of name."""
