"""The website's side of realtime: passes, scene manifest, chat history, moderation. The gateway itself is not here."""
