"""`python -m bot` and the console script `stackpick`."""

import os
import sys

# pydantic would look for plugins in the metadata of every package that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main() -> None:
    """Run the command line, and exit with what it returns."""
    from bot.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
