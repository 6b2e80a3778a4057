"""ZefDesk: review electric-vehicle charging sessions offline."""

__version__ = "0.1.0"
