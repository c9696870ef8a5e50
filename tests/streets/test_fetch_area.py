"""Areas to fetch: what is understood, and what is refused in words."""

import json
from pathlib import Path

import pytest
from shapely import box
from shapely.geometry import mapping

from wijksafari.errors import InputError
from wijksafari.streets.area import Place, bounding_box, place, read_polygon

WIJK = mapping(box(5.10, 52.08, 5.12, 52.10))
FEATURE = {"type": "Feature", "properties": {}, "geometry": WIJK}


def written(folder: Path, document: object) -> Path:
    path = folder / "wijk.geojson"
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_box_is_west_south_east_north() -> None:
    assert bounding_box(" 4.87, 52.36,4.91,52.39").outline.bounds == (4.87, 52.36, 4.91, 52.39)


def test_a_place_name_loses_needless_spaces() -> None:
    assert place("  Ondiep ,  Utrecht ") == Place("Ondiep , Utrecht")


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_an_empty_or_endless_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="Geef de naam van een wijk"):
        place(name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "vier getallen"),
        ("4.87,52.36,4.91", "vier getallen"),
        ("west,zuid,oost,noord", "vier getallen"),
        ("4.91,52.36,4.87,52.39", "west moet kleiner zijn dan oost"),
        ("4.87,52.36,4.87,52.39", "west moet kleiner zijn dan oost"),
        ("52.36,4.87,52.39,4.91", "verwisseld"),
        ("3.3,50.8,7.2,53.5", "te groot"),
        ("nan,52.36,4.91,52.39", "geen getallen"),
        ("4.87,52.36,inf,52.39", "geen getallen"),
        ("4.87,95,4.871,95.001", "geen graden"),
        ("4.87,52.36,4.87001,52.36001", "te klein"),
    ],
)
def test_a_useless_box_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        bounding_box(text)


@pytest.mark.parametrize(
    "document",
    [WIJK, FEATURE, {"type": "FeatureCollection", "features": [FEATURE]}],
    ids=["geometry", "feature", "collection"],
)
def test_a_polygon_is_read_from_every_kind_of_geojson(tmp_path: Path, document: object) -> None:
    region = read_polygon(written(tmp_path, document))
    assert region.outline.bounds == (5.10, 52.08, 5.12, 52.10)
    assert region.name == "wijk"


def test_a_polygon_may_have_several_parts(tmp_path: Path) -> None:
    parts = box(5.10, 52.08, 5.12, 52.10) | box(5.13, 52.08, 5.14, 52.10)
    assert read_polygon(written(tmp_path, mapping(parts))).outline.geom_type == "MultiPolygon"


def test_a_polygon_in_metres_of_the_rijksdriehoek_lands_where_it_is(tmp_path: Path) -> None:
    # The tower of Amersfoort is the origin: 155 000 east, 463 000 north.
    outline = read_polygon(written(tmp_path, mapping(box(155_000, 463_000, 156_000, 464_000))))
    west, south, _, _ = outline.outline.bounds
    assert (round(west, 3), round(south, 3)) == (5.387, 52.155)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "geen GeoJSON"),
        ("<kml/>", "geen GeoJSON"),
        ("[" * 100_000, "geen GeoJSON"),
        ("[]", "geen bruikbare polygoon"),
        ("5", "geen bruikbare polygoon"),
        ({}, "geen bruikbare polygoon"),
        ({"type": "FeatureCollection", "features": []}, "geen bruikbare polygoon"),
        ({"type": "FeatureCollection", "features": [FEATURE, FEATURE]}, "geen bruikbare polygoon"),
        ({"type": "Feature", "geometry": None}, "geen bruikbare polygoon"),
        ({"type": "Polygon", "coordinates": "here"}, "geen bruikbare polygoon"),
        ({"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52]]]}, "geen bruikbare polygoon"),
        ({"type": "Polygon", "coordinates": []}, "geen polygoon"),
        ({"type": "Point", "coordinates": [5.1, 52.1]}, "geen polygoon"),
        (mapping(box(52.08, 5.10, 52.10, 5.12)), "verwisseld"),
        (mapping(box(587_000, 6_820_000, 588_000, 6_821_000)), "geen graden"),
        (mapping(box(4.5, 52.0, 5.5, 52.5)), "te groot"),
        (
            {
                "type": "Polygon",
                "coordinates": [[[5.1, 52.1], [5.2, 52.2], [5.2, 52.1], [5.1, 52.2], [5.1, 52.1]]],
            },
            "snijdt zichzelf",
        ),
    ],
)
def test_a_useless_polygon_is_refused_in_words(
    tmp_path: Path, document: object, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        read_polygon(written(tmp_path, document))


def test_a_missing_polygon_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kan niet worden gelezen"):
        read_polygon(tmp_path / "missing.geojson")


def test_a_huge_polygon_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="te groot"):
        read_polygon(written(tmp_path, " " * 5_000_001))
