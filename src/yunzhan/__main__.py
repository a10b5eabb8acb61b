"""`python -m yunzhan …`: the same as the command `yunzhan`. What it can do is in `cli.main`."""

from yunzhan.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
