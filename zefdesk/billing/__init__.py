"""Bills: what the source said of them, line by line."""
