"""newsnlp."""
