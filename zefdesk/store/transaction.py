"""What is written in one transaction, as those above the store know it: a thing to hand on, not to look into."""

from sqlalchemy.engine import Connection

Transaction = Connection
