"""Wires the website together: settings, addresses, API, WSGI. No business logic."""
