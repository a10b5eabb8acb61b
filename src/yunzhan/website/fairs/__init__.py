"""Fairs (editions), their delegations and who has which role at them. Halls and exhibitors are in their own apps."""
