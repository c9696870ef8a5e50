import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.streets.networks import at, grid
from wijksafari.errors import InputError, StreetFileError
from wijksafari.streets.routers import KEPT_NETWORKS, StreetRouters
from wijksafari.streets.store import save


def test_a_network_is_read_once_for_all_paces(tmp_path: Path) -> None:
    save(grid(), tmp_path / "wijk.npz")
    routers = StreetRouters()
    slow = routers(tmp_path / "wijk.npz", pace_kmh=6).leg(at(0, 0), at(300, 0))
    fast = routers(tmp_path / "wijk.npz", pace_kmh=18, dark=True).leg(at(0, 0), at(300, 0))
    assert slow.seconds == pytest.approx(3 * fast.seconds)
    assert routers.network(tmp_path / "wijk.npz") is routers.network(tmp_path / "wijk.npz")


def test_a_replaced_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "wijk.npz"
    save(grid(), path)
    routers = StreetRouters()
    before = routers(path).leg(at(0, 0), at(300, 0)).steps[0].name
    save(grid(size=5, block=80), path)
    os.utime(path, ns=(1, 1))
    assert before == "Rijstraat 0"
    assert len(routers.network(path).lat) == 25


def test_the_networks_not_used_longest_are_let_go(tmp_path: Path) -> None:
    routers = StreetRouters()
    paths = [tmp_path / f"{i}.npz" for i in range(KEPT_NETWORKS + 1)]
    for path in paths:
        save(grid(), path)
    kept = [routers.network(path) for path in paths]
    assert routers.network(paths[-1]) is kept[-1]
    assert routers.network(paths[0]) is not kept[0]


def test_a_missing_file_is_told_in_words_every_time(tmp_path: Path) -> None:
    routers = StreetRouters()
    for _ in range(2):
        with pytest.raises(StreetFileError, match="bestaat niet"):
            routers(tmp_path / "weg.npz")


def test_a_file_that_has_gone_is_no_longer_served(tmp_path: Path) -> None:
    path = tmp_path / "wijk.npz"
    save(grid(), path)
    routers = StreetRouters()
    routers(path)
    path.unlink()
    with pytest.raises(StreetFileError, match="bestaat niet"):
        routers(path)


def test_an_impossible_pace_is_refused(tmp_path: Path) -> None:
    save(grid(), tmp_path / "wijk.npz")
    with pytest.raises(InputError, match="fietstempo"):
        StreetRouters()(tmp_path / "wijk.npz", pace_kmh=0)


def test_threads_share_the_networks(tmp_path: Path) -> None:
    save(grid(), tmp_path / "wijk.npz")
    routers = StreetRouters()
    points = [at(10, 0), at(250, 300), at(120, 100)]
    with ThreadPoolExecutor(8) as pool:
        runs = pool.map(lambda _: routers(tmp_path / "wijk.npz").matrix(points), range(40))
        assert len(set(runs)) == 1
