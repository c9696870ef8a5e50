"""A spot on the map, as two fields: latitude and longitude."""

from __future__ import annotations

from collections.abc import Mapping

from wijksafari.planning.netherlands import in_netherlands
from wijksafari.planning.route import Point


def read_point(
    form: Mapping[str, str], lat_name: str, lon_name: str, wrong: dict[str, str]
) -> Point | None:
    """The spot; None, with a sentence in ``wrong``, where there is none in the Netherlands."""
    lat, lon = _degrees(form.get(lat_name, "")), _degrees(form.get(lon_name, ""))
    if lat is None:
        wrong[lat_name] = "Vul de breedtegraad in als getal, zoals 52,0444."
    if lon is None:
        wrong[lon_name] = "Vul de lengtegraad in als getal, zoals 4,3954."
    if lat is None or lon is None:
        return None
    if in_netherlands(lat, lon):
        return Point(lat, lon)
    if in_netherlands(lon, lat):
        wrong[lat_name] = "Breedte- en lengtegraad zijn verwisseld; draai ze om."
    else:
        wrong[lat_name] = (
            "Dit punt ligt niet in Nederland: een breedtegraad ligt tussen 50,7 en 53,6,"
            " een lengtegraad tussen 3,3 en 7,3."
        )
    return None


def _degrees(text: str) -> float | None:
    plain = text.strip().replace(",", ".", 1)
    head, _, tail = plain.partition(".")
    if plain.isascii() and head.isdecimal() and (not tail or tail.isdecimal()) and len(plain) < 20:
        return float(plain)
    return None
