"""Where a bicycle may ride: one small OSM file for every rule."""

import numpy as np

from tests.streets.cases import BACKWARD, BOTH, FORWARD, A, C, built, codes, edge_from, ridden
from wijksafari.streets.network import LIT, PROVISIONS, SURFACES, StreetNetwork


def test_one_way_streets_hold_for_bicycles() -> None:
    assert ridden("oneway") == {
        "yes": FORWARD,
        "-1": BACKWARD,
        "no": BOTH,
        "reversible": BOTH,
        "untagged": BOTH,
    }


def test_a_sign_for_bicycles_overrules_the_one_way_street() -> None:
    assert ridden("oneway_bicycle") == {
        "no": BOTH,
        "yes": FORWARD,
        "-1": BACKWARD,
        "yes on a two-way street": FORWARD,
        "no against -1": BOTH,
    }


def test_an_opposite_cycleway_opens_a_one_way_street_both_ways() -> None:
    assert ridden("cycleway_opposite") == {
        "opposite": BOTH,
        "opposite_lane": BOTH,
        "opposite_track": BOTH,
        "left opposite_lane": BOTH,
        "against -1": BOTH,
        "lane": FORWARD,
    }


def test_a_contraflow_lane_opens_a_one_way_street_both_ways() -> None:
    assert ridden("contraflow_lane") == {
        "left lane -1": BOTH,
        "left track no": BOTH,
        "left lane": FORWARD,
        "both lanes, left -1": BOTH,
        "left separate -1": FORWARD,
        "right lane yes against -1": BOTH,
    }


def test_cycleways_are_one_way_only_where_tagged() -> None:
    assert ridden("cycleway_oneway") == {
        "two-way": BOTH,
        "one-way": FORWARD,
        "one-way for mopeds": BOTH,
    }


def test_a_bicycle_tag_opens_what_is_otherwise_closed() -> None:
    assert ridden("bicycle_opens") == dict.fromkeys(
        [
            "footway yes",
            "footway designated",
            "pedestrian permissive",
            "pedestrian destination",
            "bridleway yes",
            "busway yes",
            "trunk designated",
            "service private but bicycle",
            "track no vehicles but bicycle",
            "path for walkers but bicycle",
            "street no access but vehicle",
        ],
        BOTH,
    )


def test_ways_for_others_are_closed_without_a_bicycle_tag() -> None:
    assert ridden("closed_by_default") == {}


def test_ordinary_streets_and_paths_are_open_without_a_bicycle_tag() -> None:
    assert ridden("open_by_default") == dict.fromkeys(
        [
            "primary",
            "secondary_link",
            "unclassified",
            "living_street",
            "service",
            "track",
            "path",
            "cycleway",
            "no cars",
        ],
        BOTH,
    )


def test_bicycle_no_dismount_and_private_close_any_way() -> None:
    assert ridden("bicycle_closes") == {"no one way": FORWARD}


def test_access_and_vehicle_close_a_way_unless_the_bicycle_is_named() -> None:
    assert ridden("access_closes") == {
        "access permissive": BOTH,
        "access no for a footway open to bicycles": BOTH,
    }


def test_motorways_steps_and_building_sites_stay_closed_whatever_is_tagged() -> None:
    assert ridden("always_closed") == {}


def test_the_outline_of_a_square_is_not_ridden() -> None:
    assert ridden("area") == {"way": BOTH}


def test_roundabouts_are_one_way_and_known_as_roundabouts() -> None:
    assert ridden("roundabout") == {
        "roundabout": FORWARD,
        "circular": FORWARD,
        "roundabout both ways": BOTH,
    }
    assert all(codes("roundabout", "roundabout").values())


def test_only_barriers_that_keep_bicycles_or_everybody_out_close() -> None:
    network = built("barrier")
    across = {case: _leads_across(network, case) for case in set(network.names) - {"", "Ring"}}
    assert across == {
        "bollard": True,
        "gate": True,
        "gate no bicycles": False,
        "crossing for walkers": True,
        "private gate": False,
        "private gate, bicycles may": True,
    }


def test_the_way_up_to_a_closed_barrier_stays_rideable_from_both_sides() -> None:
    assert ridden("barrier")["gate no bicycles"] == BOTH


def _leads_across(network: StreetNetwork, case: str) -> bool:
    """Whether the edges of this case alone lead from A to C."""
    edges = np.flatnonzero(network.name == network.names.index(case))
    places = list(zip(network.lat.tolist(), network.lon.tolist(), strict=True))
    reached = {places.index(A)}
    for _ in edges:
        reached |= {int(network.head[e]) for e in edges if int(network.tail[e]) in reached}
    return places.index(C) in reached


def test_a_mandatory_sidepath_discourages_the_road_in_its_own_direction() -> None:
    forward = codes("use_sidepath", "discouraged", A)
    backward = codes("use_sidepath", "discouraged", C)
    assert forward == {"road": 1, "cycleway": 0, "road one way": 1, "for destinations": 1}
    assert backward["road one way"] == 0


def test_a_road_whose_sidepath_is_not_in_the_data_still_leads_to_the_island() -> None:
    network = built("use_sidepath")
    assert "island" in network.names
    assert edge_from(network, "bridge", C) is not None


def test_the_worst_of_surface_and_smoothness_is_kept() -> None:
    surfaces = {case: SURFACES[code] for case, code in codes("surface", "surface").items()}
    assert surfaces == {
        "asphalt": "good",
        "sett": "rough",
        "gravel": "bad",
        "bad asphalt": "bad",
        "good gravel": "bad",
        "good sett": "good",
        "unknown": "unknown",
        "mixed": "bad",
        "farm track": "bad",
    }


def test_light_is_kept_where_it_is_known() -> None:
    lit = {case: LIT[code] for case, code in codes("surface", "lit").items()}
    assert (lit["asphalt"], lit["gravel"]) == ("yes", "yes")
    assert (lit["sett"], lit["unknown"]) == ("no", "unknown")


def test_lanes_and_tracks_count_on_the_side_the_bicycle_rides() -> None:
    forward = {case: PROVISIONS[c] for case, c in codes("provision", "provision", A).items()}
    backward = {case: PROVISIONS[c] for case, c in codes("provision", "provision", C).items()}
    assert forward == {
        "cycleway": "own way",
        "cycle street": "own way",
        "cycle path": "own way",
        "lanes": "lane",
        "right lane": "lane",
        "left track": "none",
        "left track both ways": "track",
        "separate": "none",
        "opposite lane": "none",
        "left lane one-way": "lane",
        "left lane against": "none",
    }
    assert backward == {
        "cycleway": "own way",
        "cycle street": "own way",
        "cycle path": "own way",
        "lanes": "lane",
        "right lane": "none",
        "left track": "track",
        "left track both ways": "track",
        "separate": "none",
        "opposite lane": "lane",
        "left lane against": "lane",
    }


def test_speed_limits_are_kept_in_km_per_hour() -> None:
    assert codes("maxspeed", "maxspeed") == {
        "30": 30,
        "50": 50,
        "NL:urban": 50,
        "walk": 15,
        "20 mph": 32,
        "none": 0,
        "999": 255,
        "forward 50": 50,
    }
    assert codes("maxspeed", "maxspeed", C)["forward 50"] == 30
