"""Puts the chart of a recommendation below it, once it is posted. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from bot import phrases
from bot.advisor.charting import chart_of
from bot.advisor.replies import Recommendation, Reply
from bot.advisor.session import Shown
from bot.slack.addressing import calls
from bot.slack.calls import FOLLOWS, POST, UPDATE
from bot.slack.drawing import CHART
from bot.slack.incoming import Incoming, Pressed
from bot.store.protocol import Outgoing


def calls_with_chart(incoming: Incoming, reply: Reply, shown: Shown) -> Sequence[Outgoing] | None:
    """The calls that deliver the reply, as `addressing.calls`, and a recommendation's chart.

    What only one person sees in a channel gets none: a file cannot be shown to one alone.
    """
    made = calls(incoming, reply, shown)
    if not made or not isinstance(reply, Recommendation):
        return made
    title = phrases.outcome_title(reply.outcome, reply.options)
    chart = chart_of(reply, title)
    last = made[-1]
    if chart is None or last.method not in (POST, UPDATE):
        return made
    body = {"chart": asdict(chart), "title": title, "alt": phrases.alt_text(chart)}
    return (*made[:-1], *_below(last, body, incoming))


def _below(
    shown: Outgoing, chart: Mapping[str, object], incoming: Incoming
) -> tuple[Outgoing, ...]:
    """The chart in the thread of what is shown, or in the thread where that stands.

    Only where its place is not known yet does it wait in the lane of what is shown; later replies
    need not wait for a chart.
    """
    thread = _thread_of(shown, incoming)
    if thread:
        body = {**chart, "channel": shown.body["channel"], "thread_ts": thread}
        return shown, Outgoing(shown.team, f"{shown.lane}/chart", CHART, body)
    key = shown.answers or f"result:{incoming.delivery.keys[0]}"
    keyed = replace(shown, answers=key)
    return keyed, Outgoing(shown.team, shown.lane, CHART, {**chart, FOLLOWS: key})


def _thread_of(shown: Outgoing, incoming: Incoming) -> str:
    if shown.method == UPDATE and isinstance(incoming.to, Pressed):
        return incoming.to.thread or incoming.to.ts
    return str(shown.body.get("thread_ts", ""))
