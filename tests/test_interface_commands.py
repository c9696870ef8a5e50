"""docs/interface.md tells of every command and every setting."""

import re
from pathlib import Path

from wijksafari.cli import cli
from wijksafari.config import _NAMES, _SERVICES

DOCUMENT = (Path(__file__).parent.parent / "docs" / "interface.md").read_text(encoding="utf-8")


def test_every_command_has_a_heading() -> None:
    headings = " ".join(re.findall(r"(?m)^## (.*)$", DOCUMENT))
    assert not {name for name in cli.commands if f"`{name}" not in headings}


def test_every_setting_has_a_row() -> None:
    settings = {f"WIJKSAFARI_{name.upper()}" for name in (*_NAMES, *_SERVICES)} | {"DATABASE_URL"}
    rows = " ".join(re.findall(r"(?m)^\| (`[^|]*) \|", DOCUMENT))
    assert not {name for name in settings if f"`{name}`" not in rows}
