"""The commands of the terminal: each module adds theirs, and runs them.

Every command imports what it needs when it is run, so that each starts as fast as it can.
"""

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
"""What a command adds its parser to, with what runs it as the default of `command`.

argparse has no public name for it.
"""
