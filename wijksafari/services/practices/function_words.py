"""A person's function, in the many ways people write it."""

import re
import unicodedata

from wijksafari.planning.functions import FUNCTIONS, Function

# A huisarts in opleiding rides along and is gone next year: not one of the huisartsengroep.
_WORDS: dict[Function, tuple[str, ...]] = {
    "gp": (
        *("huisarts", "huisartsen", "arts", "dokter", "ha", "gp", "general practitioner"),
        *("praktijkhouder", "huisarts praktijkhouder", "praktijkhoudend huisarts", "hidha"),
        *("waarnemer", "waarnemend huisarts", "vaste waarnemer", "huisarts in dienst"),
    ),
    "poh_somatic": (
        *("poh s", "pohs", "poh som", "poh somatiek", "pohsomatiek", "poh somatisch"),
        *("praktijkondersteuner somatiek", "praktijkondersteuner s", "poh somatic"),
    ),
    "poh_ggz": (
        *("poh g", "poh ggz", "pohggz", "poh ggz jeugd", "poh jeugd ggz", "ggz"),
        *("praktijkondersteuner ggz", "praktijkondersteuner geestelijke gezondheidszorg"),
    ),
    "poh_other": ("praktijkverpleegkundige", "pvk", "andere poh", "overige poh", "practice nurse"),
    "practice_assistant": (
        *("doktersassistent", "doktersassistente", "dokters assistent", "dokters assistente"),
        *("assistent", "assistente", "praktijkassistent", "praktijkassistente", "da"),
        *("practice assistant", "triagist", "triagiste", "spreekuurassistente"),
    ),
    "other": (
        *("anders", "overig", "overige", "other", "andere functie", "haio", "aios"),
        *("huisarts in opleiding", "coassistent", "co assistent", "stagiair", "stagiaire"),
        *("praktijkmanager", "manager", "verpleegkundig specialist", "physician assistant", "pa"),
    ),
}
_FUNCTION_OF: dict[str, Function] = {
    **{spelling: function for function, spellings in _WORDS.items() for spelling in spellings},
    **{function.replace("_", " "): function for function in FUNCTIONS},
}
EXPECTED = "huisarts, POH-S, POH-GGZ, POH, doktersassistent of anders"


def read_function(text: str) -> Function | None:
    """The function that ``text`` means, None where nobody can tell.

    Every other kind of POH (ouderenzorg, jeugd, …) is ``poh_other``.
    """
    words = _plain(text)
    found = _FUNCTION_OF.get(words)
    if found is None and re.match(r"(poh|praktijkondersteuner)\b", words):
        return "poh_other"
    return found


def _plain(text: str) -> str:
    """Small letters without accents, words with one space between."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f.]", "", letters)))
