"""Which things in OpenStreetMap are looked for, and which of their tags."""

WANTED: dict[str, bool | str | list[str]] = {
    "amenity": ["community_centre", "library", "social_centre", "social_facility"],
    "social_facility": True,
}
_CONTACT = frozenset(
    f"{prefix}{name}" for prefix in ("", "contact:") for name in ("email", "mobile", "phone")
)
_ADDRESS = frozenset(
    f"addr:{part}" for part in ("street", "housenumber", "unit", "postcode", "city")
)
_ABOUT = frozenset(("name", "name:nl", "official_name", "community_centre"))
_FOR = frozenset(("community_centre:for", "social_facility:for"))
_ACCESS = frozenset(("wheelchair", "wheelchair:description", "wheelchair:description:nl"))
# The type of a relation tells osmnx whether it has an outline.
KEYS = frozenset(WANTED) | _CONTACT | _ADDRESS | _ABOUT | _FOR | _ACCESS | {"type"}
