"""Why a mail did not arrive, in words for an organiser."""

import re

_BY_DETAIL = {
    "1.1": "Dit e-mailadres bestaat niet. Kijk het na bij de praktijk.",
    "1.2": "Het deel achter de @ van dit e-mailadres bestaat niet. Kijk het na.",
    "1.3": "Dit e-mailadres klopt niet. Kijk het na.",
    "1.6": "Deze mailbox is verhuisd. Vraag het nieuwe adres.",
    "1.10": "Deze ontvanger wil geen mail ontvangen. Kijk het adres na.",
    "2.1": "Deze mailbox is gesloten. Vraag een ander adres.",
    "2.2": "Deze mailbox is vol. Bel of vraag een ander adres.",
    "2.3": "Deze mail is te groot voor de ontvanger.",
    "3.4": "Deze mail is te groot voor de ontvanger.",
    "4.4": "De mailserver van dit adres is niet te vinden. Kijk het deel achter de @ na.",
    "4.7": "De mailserver van de ontvanger was dagenlang niet bereikbaar.",
}
_BLOCKED = (
    "De mailserver van de ontvanger houdt onze mail tegen. Bel de ontvanger, of laat de beheerder"
    " ernaar kijken."
)
_ANY = "De mailserver van de ontvanger weigert deze mail. Kijk het adres na, of bel."
_ENHANCED = re.compile(r"\b[245]\.(\d{1,3}\.\d{1,3})\b")


def sentence_for(status: str) -> str:
    """The sentence for an answer that holds an enhanced status code (RFC 3463), "550 5.1.1 …"."""
    found = _ENHANCED.search(status)
    detail = found[1] if found else ""
    if detail.startswith("7."):
        return _BLOCKED
    return _BY_DETAIL.get(detail, _ANY)
