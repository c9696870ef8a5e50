import json
from datetime import datetime

from tests.render.worlds import hostile, tour, violated
from wijksafari.render.programme import Names
from wijksafari.render.programme_json import itinerary_json

NAMES = Names(title="Wijksafari", meeting_point="De praktijk")


def test_the_document_has_every_promised_key_in_a_stable_order() -> None:
    assert list(itinerary_json(tour())) == [
        "title",
        "date",
        "gathering",
        "start",
        "finish",
        "ends",
        "prize",
        "riding_seconds",
        "riding_metres",
        "shares",
        "stops",
        "legs",
        "rejected",
        "violations",
    ]


def test_start_and_finish_have_places_and_times() -> None:
    told = itinerary_json(tour(), NAMES)

    assert told["start"] == {
        "name": "De praktijk",
        "lat": 52.38,
        "lon": 4.885,
        "departure": "2026-06-04T17:40:00+02:00",
    }
    assert told["finish"]["arrival"] == "2026-06-04T19:59:00+02:00"


def test_a_stop_says_what_is_met_and_when() -> None:
    stop = itinerary_json(tour())["stops"][1]

    assert stop["location_id"] == "baken"
    assert stop["name"] == "Het Baken"
    assert stop["activity"] == "Uitleg over schuldhulp"
    assert stop["kind"] == "presentation"
    assert stop["opens"] == "2026-06-04T17:00:00+02:00"
    assert stop["closes"] == "2026-06-04T21:00:00+02:00"
    assert stop["arrival"] == "2026-06-04T18:17:00+02:00"
    assert stop["departure"] == "2026-06-04T18:44:00+02:00"


def test_a_stop_where_nothing_is_open_has_no_activity() -> None:
    stop = itinerary_json(tour())["stops"][3]

    assert [stop[key] for key in ("activity", "kind", "opens", "closes")] == [None] * 4


def test_a_leg_runs_from_name_to_name_with_its_line_and_cues() -> None:
    leg = itinerary_json(tour(), NAMES)["legs"][0]

    assert (leg["from"], leg["to"]) == ("De praktijk", "Buurtkamer De Linde")
    assert (leg["seconds"], leg["metres"]) == (172, 570)
    assert leg["coordinates"] == [[52.38, 4.885], [52.38, 4.8795], [52.3812, 4.8795]]
    assert leg["cues"][1] == {
        "sentence": "Sla linksaf het fietspad op, 450 m",
        "metres": 452,
        "point": [52.38, 4.8795],
    }


def test_shares_are_parts_of_the_riding() -> None:
    assert itinerary_json(tour())["shares"] == {
        "cycle_infrastructure": 0.793,
        "busy": 0.1,
        "lit": 0.877,
    }


def test_rejections_and_violations_keep_their_sentences() -> None:
    told = itinerary_json(violated())

    assert told["rejected"][0]["location_id"] == "kerk"
    assert told["rejected"][0]["reason"] == "never_fits"
    assert told["rejected"][0]["sentence"].endswith("sluit om 18.15 uur.")
    assert told["violations"][0]["seconds"] == 420


def test_it_is_json_whatever_people_wrote() -> None:
    told = itinerary_json(hostile())

    assert json.loads(json.dumps(told)) == told


def test_times_are_iso_8601_with_an_offset() -> None:
    told = itinerary_json(tour())

    assert datetime.fromisoformat(told["ends"]).utcoffset() is not None
