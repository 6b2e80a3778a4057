"""The bill of a session as a panel."""
