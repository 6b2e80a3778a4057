"""What chargers say to their central system, and the charging sessions that follow from it."""
