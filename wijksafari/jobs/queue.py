"""The task queue: huey on a SQLite file of its own, and never a pickle."""

import json
from typing import Any

from huey import Huey
from huey.registry import Message
from huey.storage import SqliteStorage

from wijksafari.config import Settings


class JsonSerializer:
    """Tasks as lists of plain values: what lies in the file can do nothing when read."""

    def serialize(self, task: Message) -> bytes:
        """A task without arguments of ours as JSON."""
        return json.dumps(task).encode()

    def deserialize(self, data: bytes) -> Message:
        """The same task. Raises ValueError or TypeError for anything else."""
        fields: list[Any] = json.loads(data)
        return Message(*fields)


def open_queue(settings: Settings) -> Huey:
    """The installation's queue; losing it loses nothing, so it waits for no disk."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    return Huey(
        "wijksafari",
        results=False,
        serializer=JsonSerializer(),
        storage_class=SqliteStorage,
        filename=str(settings.instance / "jobs.sqlite3"),
        fsync=False,
        timeout=1,
    )
