"""No test leaves this machine."""

import socket

import pytest


def test_a_connection_to_another_machine_fails_the_test() -> None:
    with socket.socket() as outgoing, pytest.raises(pytest.fail.Exception, match=r"203\.0\.113\.7"):
        outgoing.connect(("203.0.113.7", 80))
