"""The Imports screen: what came in, what came of it, and what would come of a file before it is stored."""
