"""Schema history of the halls app."""
