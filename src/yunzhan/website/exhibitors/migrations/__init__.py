"""Schema history of the exhibitors app."""
