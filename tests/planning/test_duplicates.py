"""When two descriptions are of one location."""

import pytest

from wijksafari.planning.duplicates import Nearby, Place, differ, pairs, resemblance
from wijksafari.planning.route import Point

METRE = 1 / 111_320  # in degrees of latitude


def place(name: str, metres: float = 0, kind: str = "", number: int = 1) -> Place:
    """A place so many metres north of the first."""
    return Place(number, name, Point(52.0 + metres * METRE, 4.4), kind)


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ("De Boomsspijker", "De Boomspijker", 8),
        ("Huis van de Wijk De Evenaar", "De Evenaar", 40),
        ("Wijkcentrum ’t Anker", "T ANKER", 20),
        ("OBA", "OBA Roelof Hartplein", 0),
        ("De Linde", "De Linde en Tuin", 30),
        ("Café Zoë", "cafe zoe", 900),
        ("Openbare bibliotheek Amsterdam", "OBA Oosterdok", 10),
    ],
)
def test_other_spellings_near_each_other_are_alike(one: str, other: str, metres: float) -> None:
    assert resemblance(place(one), place(other, metres)) is not None


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ("Buurtteam Jordaan", "Buurtteam Haarlemmerbuurt", 0),
        ("Buurtteam De Banne", "OBA Banne", 5),
        ("Sluisbuurt 1", "Sluisbuurt 2", 5),
        ("Buurtkamer De Linde", "De Klinker", 0),
        ("Huis van de wijk De Linde", "Buurtkamer Linde", 400),
        ("De Linde", "De Linde", 1_600),
    ],
)
def test_two_places_are_not_alike(one: str, other: str, metres: float) -> None:
    assert resemblance(place(one), place(other, metres)) is None


def test_the_type_tells_apart_what_the_name_does_not() -> None:
    assert resemblance(place("Pluspunt", kind="OKT"), place("HvdW Pluspunt", 10)) is None


def test_only_one_name_on_one_spot_is_certain() -> None:
    def certain(metres: float) -> bool:
        found = resemblance(place("De Linde"), place("de linde", metres))
        return found is not None and found.certain

    assert certain(50)
    assert not certain(100)


def test_the_best_match_is_the_same_name_before_the_nearest() -> None:
    known = [place("De Lindeboom", 5, number=1), place("De Linde", 90, number=2)]
    match = Nearby(known).best(place("De Linde"))
    assert match is not None
    assert match[0].id == 2


def test_a_key_that_went_elsewhere_is_noticed() -> None:
    assert differ(place("De Linde"), place("Het Anker", 2_000))
    assert not differ(place("De Linde"), place("Het Anker", 100))
    assert not differ(place("De Linde"), place("Wijkcentrum De Linde", 2_000))


def test_pairs_are_found_once_whatever_lies_between() -> None:
    others = [place(f"Straat {number}", 3 * number, number=10 + number) for number in range(60)]
    found = pairs([place("De Linde", 0, number=2), *others, place("De Linde", 200, number=1)])
    assert [(each.first, each.second) for each in found] == [(1, 2)]
