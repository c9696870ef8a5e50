"""How a Dutch street is spoken of: "de Prinsengracht op", "het Westerpark in"."""

import re
from dataclasses import dataclass

_HET = (
    "plein", "park", "pad", "hof", "erf", "eiland", "veld", "bos", "water", "viaduct", "eind",
    "einde", "land", "dorp", "huis", "fort", "bolwerk", "diep", "dok", "plantsoen", "perk",
    "kwartier", "terrein", "centrum", "station", "kanaal", "bastion", "ravelijn", "rondeel",
    "terras", "strand", "woud", "zand", "rak", "oord", "front", "burg",
)  # fmt: skip
_HET_ALONE = ("rokin", "spui", "singel", "wed", "rond", "end", "ij", "gein", "zieken")
_DE = (
    "straat", "weg", "laan", "gracht", "kade", "singel", "dijk", "steeg", "dreef", "brug",
    "markt", "haven", "baan", "wal", "dam", "tunnel", "poort", "plaats", "boulevard", "sloot",
    "ring", "route", "werf", "tuin", "passage", "promenade", "allee", "esplanade", "vaart",
)  # fmt: skip
_DIMINUTIVES = ("tje", "pje", "kje", "sje", "gje")
_ENTERED = (
    "straat", "steeg", "dreef", "hof", "park", "bos", "erf", "poort", "tuin", "plantsoen", "woud",
    "tunnel", "passage", "dorp", "kwartier", "straatje", "steegje", "hofje", "laantje",
)  # fmt: skip
_CROSSED = ("park", "bos", "plantsoen", "woud", "hof", "tuin", "tunnel", "passage")
_ARTICLES = ("de", "het", "'t", "’t", "den")
_PLACED = re.compile(
    r"(?i)(aan|achter|beneden|bij|binnen|boven|buiten|in|langs|naast|om|onder|op|over|tegen|"
    r"tussen|voor|voorbij)\s(?P<rest>.+)"
)
_HEAD_FIRST = re.compile(r"(?i)^(?P<head>\S.*?)\s(?:van|der|aan|op|in|voor|bij|te|ter|ten|tot)\s")
_TRAILING = re.compile(
    r"(?i)(?:[\s-]+(?:noord|oost|zuid|west|noordzijde|oostzijde|zuidzijde|westzijde|boven|beneden|"
    r"even|oneven|[ivx]+|['’]?\d[\d'’/-]*))+$"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A way as it stands in a sentence.

    ``phrase`` is the name with its article; ``particle`` is "op" or "in", for
    "sla linksaf de Prinsengracht op"; ``along`` is "over" or "door".
    """

    phrase: str
    particle: str = "op"
    along: str = "over"


def spoken(name: str) -> Spoken:
    """How the street called ``name`` is spoken of.

    The article follows the last part of the word that carries the name (het
    plein, de gracht), as Dutch compounds do. Names that bring their own article
    ("Het Hoge Land") or are a place of their own ("Achter Clarenburg") get none.
    """
    head = _head(name)
    particle = "in" if head.endswith(_ENTERED) else "op"
    along = "door" if head.endswith(_CROSSED) else "over"
    if _stands_alone(name, head):
        return Spoken(name, particle, along)
    return Spoken(f"{_article(head)} {name}", particle, along)


def _head(name: str) -> str:
    """The word that says what kind of street it is: "Laan" of "Laan van Nootdorp"."""
    bare = _TRAILING.sub("", name.strip()) or name.strip()
    words = bare.split()
    first = _HEAD_FIRST.match(bare)
    if first and (before := first["head"].split()[-1].lower()).endswith((*_HET, *_DE)):
        return before
    last = words[-1].lower() if words else ""
    if words and words[0].lower() in (*_HET, *_DE) and not last.endswith((*_HET, *_DE)):
        return words[0].lower()
    return last


def _stands_alone(name: str, head: str) -> bool:
    first, _, rest = name.partition(" ")
    compound = head.endswith(_DE) and head not in _DE
    if placed := _PLACED.match(name):
        # "Achter Clarenburg" is a place; "Buiten Oranjestraat" is a street.
        return not compound or placed["rest"].lower().startswith(("de ", "het ", "'t "))
    if first.lower() not in _ARTICLES or not rest:
        return False
    # "De Clercqstraat" is named after a person, and is "de De Clercqstraat".
    return not (first == "De" and compound)


def _article(head: str) -> str:
    if head in _HET_ALONE or head.endswith(_DIMINUTIVES):
        return "het"
    if head.endswith(_DE):
        return "de"
    return "het" if head.endswith(_HET) else "de"
