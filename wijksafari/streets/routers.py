"""Routers on stored street files, for programs that answer many requests."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from wijksafari.streets.network import StreetNetwork
from wijksafari.streets.router import StreetRouter
from wijksafari.streets.store import load

KEPT_NETWORKS = 4


class StreetRouters:
    """Routers on street files; the networks last used stay in memory. Thread-safe.

    A file that was replaced is read again.
    """

    def __init__(self) -> None:
        self._networks: OrderedDict[Path, tuple[tuple[int, int], StreetNetwork]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, path: Path, *, pace_kmh: float = 12.0, dark: bool = False) -> StreetRouter:
        """A group's router on the network at ``path``. Raises StreetFileError, InputError."""
        return StreetRouter(self.network(path), "group", pace_kmh, dark)

    def network(self, path: Path) -> StreetNetwork:
        """The network stored at ``path``. Raises StreetFileError."""
        with self._lock:
            version = _version(path)
            kept = self._networks.get(path)
            if kept is None or kept[0] != version:
                kept = (version, load(path))
                self._networks[path] = kept
            self._networks.move_to_end(path)
            while len(self._networks) > KEPT_NETWORKS:
                self._networks.popitem(last=False)
            return kept[1]


def _version(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
