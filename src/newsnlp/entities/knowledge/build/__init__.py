"""Making a knowledge base from a folder of source files: read (`rows`, `gather`, `second`), name, write (`base`)."""
