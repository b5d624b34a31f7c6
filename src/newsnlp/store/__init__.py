"""Where newsnlp keeps files: the shipped artefacts (read-only)."""
