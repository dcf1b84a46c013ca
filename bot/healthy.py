"""Whether the StackPick of this container answers: python -m bot.healthy, for a HEALTHCHECK."""

import os
import sys
import urllib.request

PATIENCE_SECONDS = 4.0


def main() -> int:
    """0 where /healthz says so, else 1."""
    url = f"http://127.0.0.1:{os.environ['PORT']}/healthz"
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS):
            return 0
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
