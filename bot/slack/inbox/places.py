"""Where the conversation is that a delivery belongs to."""

from bot.store.protocol import Place


def direct_place(team: str, user: str) -> Place:
    """All that only one person sees is one conversation with them, wherever it is held.

    So a dialog that was begun in a channel can be gone on with in App Home or a direct message.
    """
    return Place(team, "", person=user)
