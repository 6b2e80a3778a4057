"""Bills: what the source said of them, and what a session costs by a profile, line by line."""
