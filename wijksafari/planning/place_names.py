"""What the names of places tell: the kind of place, the numbers, and what is left."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# What a name or type says about the kind of place. Two kinds are two places, even at one address.
_KINDS = {
    "house": (
        *("huis van de wijk", "huis van de buurt", "huis van de stad", "hvdw", "hvdb"),
        *(
            "buurthuis",
            "buurtcentrum",
            "wijkcentrum",
            "wijkhuis",
            "dorpshuis",
            "ontmoetingscentrum",
        ),
    ),
    "room": ("buurtkamer", "buurthuiskamer", "huiskamer"),
    "team": ("buurtteamlocatie", "buurtteam", "wijkteam", "sociaal team"),
    "library": ("openbare bibliotheek", "bibliotheek", "oba"),
    "youth": ("jongerencentrum", "jongerenwerk", "jc"),
    "parents": ("ouder en kind team", "ouder en kindteam", "okt"),
}
# Of these there is but one at an address.
ALONE = frozenset(("house", "library"))
_KIND_WORDS = re.compile(
    r"\b(" + "|".join(re.escape(word) for words in _KINDS.values() for word in words) + r")\b"
)
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_SMALL_WORDS = frozenset(("de", "het", "t", "een", "van", "der", "den", "in", "op", "aan", "en"))


@dataclass(frozen=True, slots=True)
class NameParts:
    """A kind of place, the numbers in its name, and what it is called besides."""

    kind: str
    numbers: frozenset[str]
    core: str


@lru_cache(maxsize=8192)
def name_parts(name: str, type_: str) -> NameParts:
    """What the name of a place of this type tells."""
    plain = plain_name(name)
    bare = [word for word in _KIND_WORDS.sub(" ", plain).split() if word not in _SMALL_WORDS]
    numbers = frozenset(word for word in bare if word.isdigit())
    return NameParts(_kind(plain) or _kind(plain_name(type_)), numbers, " ".join(bare))


def _kind(plain: str) -> str:
    """The kind of place that is named; who names two says nothing of which it is."""
    kinds = {_KIND_OF[word] for word in _KIND_WORDS.findall(plain)}
    return kinds.pop() if len(kinds) == 1 else ""


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """Small letters and digits, with single spaces between the words."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
