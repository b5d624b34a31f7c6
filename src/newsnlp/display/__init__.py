"""Showing documents and stories to people."""
