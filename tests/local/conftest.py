"""The local Slack, and the folders that its binary is fetched into."""

from tests.slack_harness.fixtures import local_slack, local_slack_binary, workspace

__all__ = ["local_slack", "local_slack_binary", "workspace"]
