"""Template tags every page may load. Tags of one app live in that app."""
