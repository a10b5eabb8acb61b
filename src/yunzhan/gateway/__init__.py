"""The realtime server process: sockets in, sockets out. What the state is lives in `world`, what the bytes mean in `wire`."""
