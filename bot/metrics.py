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
ACKNOWLEDGE_SECONDS = Histogram(
    "stackpick_acknowledge_seconds", "Time from having a delivery to answering Slack.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3),
)  # fmt: skip
REPLY_SECONDS = Histogram(
    "stackpick_reply_seconds", "Time from the commit of a turn to Slack having its reply.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600),
)  # fmt: skip
MATCHES = Counter(
    "stackpick_matches_total", "What texts were understood as: answer, clarify, decline and so on.",
    ["kind"],
)  # fmt: skip
WEB_API_CALLS = Counter(
    "stackpick_web_api_calls_total", "Calls to Slack, by method and result.", ["method", "result"]
)
WEB_API_ERRORS = Counter(
    "stackpick_web_api_errors_total",
    "Calls that Slack did not take, by method and error; 429 counts as ratelimited.",
    ["method", "error"],
)
FEEDBACK = Counter(
    "stackpick_feedback_total", "What people think of answers, by subject.", ["subject", "verdict"]
)
KNOWLEDGE = Gauge("stackpick_knowledge_info", "Which knowledge is in use; always 1.", ["version"])
OUTBOX_WAITING = Gauge("stackpick_outbox_waiting", "Calls to Slack that are kept and not yet made.")
OUTBOX_OLDEST = Gauge("stackpick_outbox_oldest_seconds", "Age of the oldest call that waits.")
OUTBOX_DEAD = Gauge("stackpick_outbox_dead", "Calls to Slack that were given up.")
