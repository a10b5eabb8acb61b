"""Organisations at a fair and the booth each one stands on. Their products are in products."""
