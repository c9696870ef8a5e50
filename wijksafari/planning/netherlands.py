"""Roughly where the Netherlands lie, to tell a slip in coordinates from a place."""

# In Europe, in WGS 84 degrees, with a little room.
LATITUDES = (50.7, 53.6)
LONGITUDES = (3.3, 7.3)


def in_netherlands(lat: float, lon: float) -> bool:
    """Whether this may be a place in the Netherlands; with lat and lon swapped it never is."""
    return LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]
