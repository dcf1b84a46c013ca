"""`make bench`: measures everything, prints it, and writes it into docs/performance.md."""

import argparse
import time

from bench import machine, report
from bench.extent import FULL, QUICK
from bench.stage import stage
from bench.suite import tables


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute in place of five")
    given = parser.parse_args()
    began = time.monotonic()
    with stage() as here:
        made = []
        for table in tables(here, QUICK if given.quick else FULL):
            made.append(table)
            print(table.markdown(), end="\n\n", flush=True)
    about = machine.about()
    print(f"{about}\nIt took {time.monotonic() - began:.0f} s.")
    if not given.quick:
        report.write(made, about)


if __name__ == "__main__":
    main()
