"""How a session passed, as a picture with the numbers behind it."""
