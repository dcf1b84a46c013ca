"""What is counted; no label ever holds a person, a channel or a text."""

from prometheus_client import Counter, Gauge, Histogram

DELIVERIES = Counter(
    "stackpick_deliveries_total", "Deliveries from Slack, by kind and what came of them.",
    ["kind", "outcome"],
)  # fmt: skip
TURN_SECONDS = Histogram(
    "stackpick_turn_seconds", "Time from reading a delivery to its commit.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)  # fmt: skip
WEB_API_CALLS = Counter(
    "stackpick_web_api_calls_total", "Calls to Slack, by method and result.", ["method", "result"]
)
OUTBOX_WAITING = Gauge("stackpick_outbox_waiting", "Calls to Slack that are kept and not yet made.")
OUTBOX_OLDEST = Gauge("stackpick_outbox_oldest_seconds", "Age of the oldest call that waits.")
OUTBOX_DEAD = Gauge("stackpick_outbox_dead", "Calls to Slack that were given up.")
