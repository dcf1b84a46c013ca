"""All that knows Slack: what it delivers is read, and what is said is rendered and sent."""
