"""Templates, addresses and queries: compiled for the first test that needs them.

Hundreds of tests make an application and open a database. By far most of making
one, of its first page and of a first query goes into compiling what is the same
every time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule


@contextmanager
def compiled_once(folder: Path) -> Iterator[None]:
    """Keep what is compiled, templates in ``folder``."""
    with pytest.MonkeyPatch.context() as patch:
        templates = FileSystemBytecodeCache(str(folder))
        patch.setitem(Flask.jinja_options, "bytecode_cache", templates)
        patch.setattr(Flask, "url_rule_class", _Address)
        patch.setattr("wijksafari.database.create_engine", _sharing_queries(create_engine))
        yield


class _Address(Rule):
    """Its builders are functions of nothing but the rule; they are handed the rest."""

    _builders: ClassVar[dict[tuple[Any, ...], Any]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Any:
        if self.defaults:
            return super()._compile_builder(append_unknown)
        key = (self.rule, append_unknown, *self._trace)
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


def _sharing_queries(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """``create``, for engines that share one cache, and the dialect that its keys hold."""
    queries: LRUCache[Any, Any] = LRUCache(2000)
    # A dialect knows its server only once it has been connected to it.
    connected: dict[type[Dialect], Dialect] = {}

    def create_sharing(*arguments: Any, **options: Any) -> Engine:
        engine = create(*arguments, **options)
        kind, own = type(engine.dialect), engine.dialect
        event.listen(engine, "connect", lambda *_: connected.setdefault(kind, own))
        engine.dialect = connected.get(kind, own)
        engine.update_execution_options(compiled_cache=queries)
        return engine

    return create_sharing
