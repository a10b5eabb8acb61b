"""People and organisations, who belongs to what, and how a person signs in. Roles at a fair are in fairs."""
