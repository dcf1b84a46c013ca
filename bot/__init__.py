"""StackPick: a Slack app that helps teams choose between Node.js and Python for a backend."""

__version__ = "0.1.0"
