"""Measures StackPick beside bare Bolt: `make bench`. See docs/performance.md."""
