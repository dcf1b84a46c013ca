"""What the figures were measured on."""

import datetime as dt
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

from bench.processes import cores

PACKAGES = (
    "slack-bolt", "slack-sdk", "aiohttp", "uvicorn", "SQLAlchemy", "psycopg", "onnxruntime",
)  # fmt: skip


def about() -> str:
    """The machine, the versions and the day, in a paragraph."""
    one, others = cores()
    pinned = "the subject alone on one, the rest on the other" if one != others else "not pinned"
    memory = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Measured on {dt.datetime.now(dt.UTC):%Y-%m-%d} on {_processor()}, "
        f"{psutil.cpu_count()} cores ({pinned}), {memory:.0f} GiB, {platform.system()} "
        f"{platform.release()}, load average {psutil.getloadavg()[0]:.1f} at the end; "
        f"Python {platform.python_version()}, {packages}."
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
