"""docs/interface.md describes what programs get."""

from pathlib import Path
from typing import Any, get_args

import pytest

from tests.render.worlds import violated
from wijksafari.planning.explain import RejectionCode
from wijksafari.planning.itinerary import ViolationCode
from wijksafari.render.programme_json import itinerary_json

DOCUMENT = (Path(__file__).parent.parent.parent / "docs" / "interface.md").read_text("utf-8")


def keys(told: Any) -> set[str]:
    if isinstance(told, dict):
        return set(told).union(*(keys(value) for value in told.values()))
    if isinstance(told, list):
        return set().union(*(keys(value) for value in told))
    return set()


@pytest.mark.parametrize("key", sorted(keys(itinerary_json(violated()))))
def test_every_key_of_itinerary_json_is_described(key: str) -> None:
    assert f"`{key}`" in DOCUMENT or f"`{key}[]`" in DOCUMENT


@pytest.mark.parametrize("code", [*get_args(RejectionCode), *get_args(ViolationCode)])
def test_every_code_is_described(code: str) -> None:
    assert f"`{code}`" in DOCUMENT
