"""A stored street file against osmnx's GraphML of the same extract: time and memory to load.

Each file is loaded in a process of its own, which tells how long it took and by
how much its memory peaked (Linux: VmHWM) above what its imports had taken.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import osmnx

from wijksafari.streets.build import build_streets
from wijksafari.streets.store import save

ROOT = Path(__file__).parents[1]
EXTRACT = ROOT.parent / "shared" / "data" / "osm" / "utrecht.osm.gz"
OURS = ("from pathlib import Path; from wijksafari.streets.store import load", "load(Path(file))")
THEIRS = ("import osmnx", "osmnx.io.load_graphml(file)")
MEASURE = """
import json, sys, time
from pathlib import Path
{imports}
def kilobytes(key):
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith(key))
file = sys.argv[1]
Path("/proc/self/clear_refs").write_text("5")
before, begin = kilobytes("VmRSS"), time.perf_counter()
loaded = {load}
seconds = time.perf_counter() - begin
print(json.dumps([seconds, (kilobytes("VmHWM") - before) / 1024]))
"""
REPEATS = 5


def main() -> None:
    """Print the table; without the extract, say so."""
    if not EXTRACT.exists():
        print(f"Street file: {EXTRACT.name} is not beside this checkout, skipped.")
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [
            ("stored street file", Path(folder) / "streets.npz", OURS, REPEATS),
            ("GraphML, simplified", Path(folder) / "simplified.graphml", THEIRS, 1),
            ("GraphML, every node", Path(folder) / "all.graphml", THEIRS, 1),
        ]
        save(build_streets(EXTRACT), files[0][1])
        graph = osmnx.graph.graph_from_xml(EXTRACT, simplify=False, retain_all=True)
        osmnx.io.save_graphml(graph, files[2][1])
        osmnx.io.save_graphml(osmnx.simplification.simplify_graph(graph), files[1][1])
        rows = [(name, kilobytes(path), *loading(path, *how)) for name, path, *how in files]
    report(rows)


def loading(path: Path, code: tuple[str, str], repeats: int) -> tuple[float, float]:
    """Seconds (the median of the repeats) and megabytes to load a file."""
    program = MEASURE.format(imports=code[0], load=code[1])
    runs = []
    for _ in range(repeats):
        done = subprocess.run(
            [sys.executable, "-c", program, str(path)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        runs.append(json.loads(done.stdout))
    seconds, megabytes = sorted(runs)[repeats // 2]
    return seconds, megabytes


def kilobytes(path: Path) -> float:
    return path.stat().st_size / 1024


def report(rows: list[tuple[str, float, float, float]]) -> None:
    """Print each file, and how many times more it takes than the first."""
    _, _, first_seconds, first_megabytes = rows[0]
    print(f"Loading the streets of {EXTRACT.name}")
    print(f"{'':20} {'file kB':>9} {'load s':>8} {'×':>6} {'memory MB':>10} {'×':>6}")
    for name, size, seconds, megabytes in rows:
        print(
            f"{name:20} {size:9,.0f} {seconds:8.3f} {seconds / first_seconds:6.0f} "
            f"{megabytes:10.1f} {megabytes / first_megabytes:6.0f}"
        )


if __name__ == "__main__":
    main()
