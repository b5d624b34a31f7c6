"""The knowledge base: names of real things, who they are, and which of them an article means."""
