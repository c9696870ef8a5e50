"""What holds for every huisartsengroep, whatever its numbers."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from wijksafari.planning.threshold import Band, Headcount, Representation, represent
from wijksafari.planning.threshold_words import percent

counts = st.integers(0, 12)
headcounts = st.lists(
    st.builds(
        Headcount,
        name=st.just("praktijk"),
        gps=counts,
        practice_nurses=counts,
        signed_up=st.integers(0, 30),
    ),
    max_size=8,
)
bands = st.lists(st.integers(1, 100), min_size=2, max_size=2).map(
    lambda two: Band.of_percent(*sorted(two))
)
decided = st.sampled_from(["persons", "practices"])
representations = st.builds(represent, headcounts, bands, decided)
RANK = ("no_figure", "below", "in_band", "target")


@given(representations)
def test_no_figure_ever_leaves_nought_to_one(found: Representation) -> None:
    for share in (found.persons, found.practices):
        assert share is None or 0 <= share <= 1


@given(headcounts, bands, decided, st.data())
def test_one_more_sign_up_never_lowers_anything(
    before: list[Headcount], band: Band, by: str, data: st.DataObject
) -> None:
    assume(before)
    lucky = data.draw(st.integers(0, len(before) - 1))
    after = list(before)
    after[lucky] = replace(after[lucky], signed_up=after[lucky].signed_up + 1)
    old, new = represent(before, band, by), represent(after, band, by)
    assert new.by_persons.count >= old.by_persons.count
    assert new.by_practices.count >= old.by_practices.count
    assert RANK.index(new.standing) >= RANK.index(old.standing)
    assert new.missing_for_target <= old.missing_for_target


@given(headcounts, bands, decided)
def test_the_missing_number_is_reached_by_real_people_and_none_fewer_will_do(
    before: list[Headcount], band: Band, by: str
) -> None:
    old = represent(before, band, by)
    assume(old.standing != "no_figure")
    for needed, level in (
        (old.missing_for_minimum, band.minimum),
        (old.missing_for_target, band.target),
    ):
        joined = _joined_by(before, needed, by)
        share = represent(joined, band, by).deciding.share
        assert share is not None
        assert share >= level
        if needed:
            fewer = represent(_joined_by(before, needed - 1, by), band, by).deciding.share
            assert fewer is not None
            assert fewer < level


def _joined_by(before: list[Headcount], more: int, by: str) -> list[Headcount]:
    """The group after ``more`` persons, or practices, joined where there is room."""
    after = list(before)
    for _ in range(more):
        index = next(n for n, each in enumerate(after) if _helps(each, by))
        after[index] = replace(after[index], signed_up=after[index].signed_up + 1)
    return after


def _helps(practice: Headcount, by: str) -> bool:
    if by == "practices":
        return practice.signed_up == 0
    return practice.signed_up < practice.total


@given(st.fractions(0, 1), st.integers(1, 100))
def test_a_percentage_is_never_shown_before_it_is_reached(share: Fraction, level: int) -> None:
    shown = percent(share)
    whole = 0 if "minder" in shown else int(shown.removesuffix("\u00a0%"))
    assert (whole >= level) == (share >= Fraction(level, 100))
