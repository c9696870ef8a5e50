"""Collecting everything that is wrong before saying any of it."""

from collections.abc import Callable
from typing import TypeVar

from wijksafari.errors import InputError

Result = TypeVar("Result")


class Problems:
    """The sentences of every InputError met so far."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def attempt(self, where: str, read: Callable[..., Result], *arguments: object) -> Result | None:
        """What ``read`` answers; None after noting its problems, each beginning with ``where``."""
        try:
            return read(*arguments)
        except InputError as error:
            self._found += [
                f"{where}: {problem}" if where else problem for problem in error.problems
            ]
            return None

    def raise_any(self) -> None:
        """Raise InputError where there was a problem."""
        if self._found:
            raise InputError(self._found)


def named(where: str, read: Callable[..., Result], *arguments: object) -> Result:
    """What ``read`` answers; its InputError begins each problem with ``where``."""
    try:
        return read(*arguments)
    except InputError as error:
        raise InputError(f"{where}: {problem}" for problem in error.problems) from None
