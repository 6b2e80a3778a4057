"""The Sessions screen: the table of all sessions, its filters and totals, and the drill-down beside it."""
