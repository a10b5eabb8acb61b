"""How an exhibitor's booth looks: its designs, their versions and their review. Where booths stand is in halls."""
