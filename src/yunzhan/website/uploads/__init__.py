"""Files that exhibitors bring: pictures, drawings, models, brochures, videos; checked before anybody sees them."""
