"""What StackPick listens on over HTTP."""

import socket
from contextlib import closing

from bot.serving import listen


def test_an_answer_is_sent_at_once_and_not_held_back_by_the_system() -> None:
    with (
        closing(listen("127.0.0.1", 0)) as listening,
        closing(socket.create_connection(listening.getsockname())),
        closing(listening.accept()[0]) as taken,
    ):
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
