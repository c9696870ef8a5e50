"""What every test stands on: no way off this machine, an empty database, and the real data."""

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from wijksafari.database import Database, open_database

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"

# How fast a machine draws examples says nothing about the code. Under CI the
# examples are always the same ones, elsewhere new ones each time.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("project")


@pytest.fixture(scope="session", autouse=True)
def stay_on_this_machine() -> Iterator[None]:
    """Fail whatever connects to another machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            pytest.fail(f"a test connects to {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def _is_here(host: str) -> bool:
    return host == "localhost" or ip_address(host).is_loopback


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real data that may lie beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the real data (../shared/data) is not here")
    return SHARED


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A new SQLite database with every table."""
    database = open_database(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    database.upgrade()
    yield database
    database.engine.dispose()
