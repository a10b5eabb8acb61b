"""`python -m yunzhan …`: the same as the command `yunzhan`. What it can do is in `cli.main`."""

import sys

if __name__ == "__main__":
    try:
        from yunzhan.cli.main import main  # Ctrl-C may come while this is read
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(main())
