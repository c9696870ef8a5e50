"""The direction of imports that the design lays down."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "wijksafari"
MAY_IMPORT = {
    "planning": {"errors"},
    "models": set(),
    "streets": {"planning", "errors"},
    "render": {"planning", "errors", "clock"},
    "services": {"models", "planning", "render", "errors", "clock", "config", "database"},
    "mail": {"render", "errors", "clock", "config"},
    "jobs": {
        *("services", "mail", "models", "planning"),
        *("errors", "failing", "clock", "config", "database"),
    },
    "web": {
        *("services", "mail", "render", "models", "planning"),
        *("errors", "failing", "clock", "config", "database"),
    },
}
PURE = {"dateutil", "numpy", "rapidfuzz"}


def _imports(part: str) -> list[tuple[Path, str]]:
    found = []
    for path in (PACKAGE / part).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                found.append((path, node.module or ""))
            elif isinstance(node, ast.Import):
                found.extend((path, alias.name) for alias in node.names)
    return found


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_each_part_imports_only_what_lies_before_it(part: str) -> None:
    own = [(p, m.split(".")) for p, m in _imports(part) if m.startswith("wijksafari")]
    assert own or part == "models"
    strangers = {
        f"{path.name} imports {'.'.join(module)}"
        for path, module in own
        if len(module) > 1 and module[1] not in MAY_IMPORT[part] | {part}
    }
    assert not strangers


def test_planning_is_pure() -> None:
    outside = {
        f"{path.name} imports {module}"
        for path, module in _imports("planning")
        if module.split(".")[0] not in sys.stdlib_module_names | PURE | {"wijksafari"}
    }
    assert not outside


def test_planning_touches_no_files_and_no_network() -> None:
    modules = {module.split(".")[0] for _, module in _imports("planning")}
    assert not modules & {
        "os",
        "io",
        "pathlib",
        "socket",
        "urllib",
        "http",
        "sqlite3",
        "subprocess",
    }
