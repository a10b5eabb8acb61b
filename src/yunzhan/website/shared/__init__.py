"""What every app may lean on: facts, clock, permissions, scripts, pagination. A closed list; no business nouns."""
