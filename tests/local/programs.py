"""Small programs that stand where npm or local-slack would, and a look at running processes."""

from pathlib import Path

NPM_THAT_FAILS = """#!/bin/sh
echo 'npm error code E404' >&2
echo 'npm error 404 Not Found' >&2
exit 1
"""

NPM_THAT_HANGS_HALF_WAY = """#!/bin/sh
mkdir -p "$3/node_modules/half"
echo part > "$3/node_modules/half/done"
exec sleep 60
"""

NPM_THAT_BRINGS_A_BROKEN_PROGRAM = """#!/bin/sh
for package; do true; done
bin="$3/node_modules/${package%@*}/bin"
mkdir -p "$bin"
echo 'not a program' > "$bin/local-slack"
chmod +x "$bin/local-slack"
"""

SLACK_THAT_ENDS = """#!/bin/sh
echo 'no room on this machine'
exit 3
"""

SLACK_THAT_SAYS_NOTHING = """#!/bin/sh
echo 'thinking'
exec sleep 60
"""

SLACK_THAT_WILL_NOT_END = """#!/bin/sh
trap '' TERM
echo 'staying'
while true; do sleep 0.05; done
"""


def program(path: Path, text: str) -> Path:
    """Write *text* as a program that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and was not yet collected does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"
