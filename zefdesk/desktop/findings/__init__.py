"""The Findings screen: what does not add up, by kind."""
