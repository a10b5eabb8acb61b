"""The website: pages, forms, JSON API, admin and the database. The realtime gateway is not here."""
