"""Tags are typed by strangers: whatever they hold, the rules give an answer in range."""

from hypothesis import given
from hypothesis import strategies as st

from wijksafari.streets.bicycle import (
    ALWAYS_CLOSED,
    OPEN_BY_DEFAULT,
    TAG_KEYS,
    Access,
    bicycle_access,
)
from wijksafari.streets.network import HIGHWAYS, LIT, PROVISIONS, SURFACES
from wijksafari.streets.waytags import NAME_LENGTH, ride

VALUES = st.one_of(
    st.sampled_from(
        ["yes", "no", "-1", "private", "designated", "use_sidepath", "lane", "opposite_track", "50"]
    ),
    st.text(max_size=300),
)
TAGS = st.dictionaries(st.sampled_from(TAG_KEYS), VALUES, max_size=12)
HIGHWAY = st.sampled_from(sorted(OPEN_BY_DEFAULT | ALWAYS_CLOSED | {"footway", "trunk"}))


@given(tags=TAGS, forward=...)
def test_any_tags_give_codes_in_range(tags: dict[str, str], forward: bool) -> None:
    found = ride(tags, forward=forward)
    assert found.highway in range(len(HIGHWAYS))
    assert found.provision in range(len(PROVISIONS))
    assert found.surface in range(len(SURFACES))
    assert found.lit in range(len(LIT))
    assert found.maxspeed in range(256)


@given(tags=TAGS)
def test_any_name_is_one_short_printable_line(tags: dict[str, str]) -> None:
    name = ride(tags, forward=True).name
    assert len(name) <= NAME_LENGTH
    assert not name or name.isprintable()


@given(tags=TAGS, highway=HIGHWAY)
def test_bicycle_no_closes_whatever_else_is_tagged(tags: dict[str, str], highway: str) -> None:
    both = {"bicycle:forward", "bicycle:backward"}
    plain = {key: value for key, value in tags.items() if key not in both}
    assert max(bicycle_access({**plain, "highway": highway, "bicycle": "no"})) == Access.CLOSED


@given(tags=TAGS, highway=st.sampled_from(sorted(OPEN_BY_DEFAULT)))
def test_bicycle_yes_and_two_way_opens_whatever_else_is_tagged(
    tags: dict[str, str], highway: str
) -> None:
    both = {"bicycle:forward", "bicycle:backward", "area"}
    plain = {key: value for key, value in tags.items() if key not in both}
    opened = {**plain, "highway": highway, "bicycle": "yes", "oneway:bicycle": "no"}
    assert bicycle_access(opened) == (Access.OPEN, Access.OPEN)


@given(tags=TAGS)
def test_a_way_that_is_no_road_is_closed(tags: dict[str, str]) -> None:
    tags.pop("highway", None)
    assert max(bicycle_access(tags)) == Access.CLOSED
