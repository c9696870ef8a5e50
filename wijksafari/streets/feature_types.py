"""What kind of place it is, in Dutch."""

from collections.abc import Mapping

_COMMUNITY = {
    "club_home": "Clubhuis",
    "cultural_centre": "Cultureel centrum",
    "family_centre": "Ouder- en kindcentrum",
    "village_hall": "Dorpshuis",
    "youth_centre": "Jongerencentrum",
}
_COMMUNITY_FOR = {
    "child": "Kinderclub",
    "immigrant": "Ontmoetingsplek voor nieuwkomers",
    "juvenile": "Jongerencentrum",
    "lgbtq": "Ontmoetingsplek voor lhbtiq+",
    "man": "Mannenhuis",
    "senior": "Ouderencentrum",
    "woman": "Vrouwenhuis",
}
_FACILITY = {
    "ambulatory_care": "Hulp aan huis",
    "assisted_living": "Wonen met zorg",
    "clothing_bank": "Kledingbank",
    "day_care": "Dagopvang",
    "day_centre": "Dagopvang",
    "food_bank": "Voedselbank",
    "group_home": "Woonvoorziening",
    "healthcare": "Gezondheidszorg",
    "hospice": "Hospice",
    "nursing_home": "Verpleeghuis",
    "outreach": "Hulp in de wijk",
    "shelter": "Opvang",
    "soup_kitchen": "Eetgelegenheid",
    "workshop": "Werkplaats",
}
_FACILITY_FOR = {
    "child": "voor kinderen",
    "disabled": "voor mensen met een beperking",
    "disadvantaged": "voor mensen met weinig geld",
    "displaced": "voor vluchtelingen",
    "drug_addicted": "voor mensen met een verslaving",
    "homeless": "voor dak- en thuislozen",
    "juvenile": "voor jongeren",
    "mental_health": "bij psychische klachten",
    "migrant": "voor nieuwkomers",
    "refugee": "voor vluchtelingen",
    "senior": "voor ouderen",
    "underprivileged": "voor mensen met weinig geld",
    "unemployed": "voor werkzoekenden",
    "woman": "voor vrouwen",
}


def type_of(tags: Mapping[str, str]) -> str:
    """The kind of place as the catalogue writes it, such as “Dagopvang voor ouderen”."""
    amenity = tags.get("amenity", "")
    if amenity == "library":
        return "Bibliotheek"
    if amenity in ("community_centre", "social_centre"):
        exactly = _COMMUNITY.get(tags.get("community_centre", ""))
        return exactly or _COMMUNITY_FOR.get(tags.get("community_centre:for", ""), "Buurthuis")
    kind = _FACILITY.get(tags.get("social_facility", ""), "Sociale voorziening")
    whom = _FACILITY_FOR.get(tags.get("social_facility:for", ""), "")
    return f"{kind} {whom}".strip()
