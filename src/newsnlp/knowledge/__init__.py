"""What the user knows: names to find, with their facts, and texts that are no names."""
