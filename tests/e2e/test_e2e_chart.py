"""The picture of a recommendation reaches the thread below it."""

from tests.slack_harness.messages import Message
from tests.slack_harness.workspace import Workspace


def test_the_chart_of_a_result_comes_into_its_thread(workspace: Workspace, alice: str) -> None:
    begun = workspace.direct_message(alice, "recommend the team knows python, we train models")
    workspace.reply(begun)
    asked = workspace.direct_message(alice, "result")
    result = workspace.reply(asked)

    def picture() -> Message | None:
        shown = workspace.bot_messages(result.channel, result.ts)
        return next((one for one in shown if "recommendation.png" in one.files), None)

    assert workspace.wait_for(picture, "the chart in the thread of the result")
