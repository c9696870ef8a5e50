"""What every test stands on: no way off this machine, an empty database, and the real data."""

import gc
import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.compiled_once import compiled_once
from tests.databases import copied_database, opened, template_database
from wijksafari.database import Database

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


def pytest_collection_finish() -> None:
    """Look for garbage less often: what is loaded by now stays, and it was a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 50)


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


@pytest.fixture(scope="session", autouse=True)
def compile_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep from test to test what each would compile anew."""
    with compiled_once(tmp_path_factory.mktemp("templates")):
        yield


def _is_here(host: str) -> bool:
    return host == "localhost" or ip_address(host).is_loopback


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real data that may lie beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the real data (../shared/data) is not here")
    return SHARED


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with every table and nothing in them, to be copied."""
    with template_database(tmp_path_factory.mktemp("migrated")) as url:
        yield url


@pytest.fixture
def database(migrated: str, tmp_path: Path) -> Iterator[Database]:
    """A new database with every table."""
    with copied_database(migrated, tmp_path) as url, opened(url) as database:
        yield database
