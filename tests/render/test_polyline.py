from wijksafari.planning.route import Point
from wijksafari.render.polyline import encode


def test_the_published_example_is_encoded_as_published() -> None:
    line = (Point(38.5, -120.2), Point(40.7, -120.95), Point(43.252, -126.453))

    assert encode(line) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
