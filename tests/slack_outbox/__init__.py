"""What the outbox promises of each call."""
