"""Products, their categories, and search over exhibitors and products."""
