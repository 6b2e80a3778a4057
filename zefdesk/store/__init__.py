"""The ledger: one local database, through SQLAlchemy Core."""
