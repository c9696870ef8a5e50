from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijksafari.web.planner_query import FIELDS

KNOWN = ("linde", "baken", "sprong", "letter", "luwte", "woensdag")
NAMES = st.one_of(
    st.sampled_from([*FIELDS, "stop", "doe", "erbij", "door-1", *(f"wens-{k}" for k in KNOWN)]),
    st.sampled_from([f"bezoek-{k}" for k in KNOWN]),
    st.text(max_size=8),
)
VALUES = st.one_of(
    st.sampled_from([*KNOWN, *(f"loc-{k}" for k in KNOWN)]),
    st.sampled_from(["moet", "mag", "niet", "punt", "wijk", "zelfde", "volgorde", "bijwerken"]),
    st.sampled_from([f"{verb}:{k}" for verb in ("weg", "omhoog", "los") for k in KNOWN]),
    st.sampled_from(["17:30", "02:30", "23:59", "2027-03-28", "52.04", "4,39", "NaN", "1e9", "²"]),
    st.integers(-1000, 10**12).map(str),
    st.text(max_size=130),
)
PATHS = st.sampled_from(["/", "/plannen", "/plannen/voorstel", "/plannen/route"])
USUAL = [("wijk", "proefwijk"), ("datum", "2027-02-02"), ("stop", "linde")]


@settings(
    max_examples=150,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(path=PATHS, query=st.lists(st.tuples(NAMES, VALUES), max_size=8), usual=st.booleans())
def test_no_query_string_breaks_a_page(
    client: FlaskClient, path: str, query: list[tuple[str, str]], usual: bool
) -> None:
    pairs = [*(USUAL if usual else []), *query]
    answer = client.get(path, query_string=_encoded(pairs))
    assert answer.status_code in (200, 302, 400, 404), answer.text


@pytest.mark.parametrize(
    "query",
    ["%00", "wijk=%ff%fe", "stop=" + "x" * 5000, "&".join(f"wens-{n}=moet" for n in range(2000))],
)
def test_what_no_browser_sends_is_answered_in_a_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/plannen/route?{query}")
    assert answer.status_code in (302, 400, 404)


def _encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode(pairs, errors="replace")
