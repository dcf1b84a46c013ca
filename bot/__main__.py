"""`python -m bot` and the console script `stackpick`."""

import sys


def main() -> None:
    from bot.cli.main import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
