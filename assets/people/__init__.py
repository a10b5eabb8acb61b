"""How the visitors of a hall are made: bodies, clothes, hair, paint and movement. Run by `python -m assets.people DATA OUT`."""
