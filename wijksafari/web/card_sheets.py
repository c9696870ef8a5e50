"""What templates of referral cards need beside the card, on screen and on paper."""

from __future__ import annotations

import math
from typing import Any, Literal

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.card_facts import FACT_NAMES, REFERRER_NAMES
from wijksafari.planning.cards import ReferralCard
from wijksafari.render import hand_off
from wijksafari.web.collaborators import collaborators

Density = Literal["", "full", "dense"]

# Lines in both columns of one side of paper, in letters of 11.5 and of 10 points.
_ROOMY, _FULL = 60, 90
MOST_OTHERS = 3  # people to turn to beside the first
_LETTERS = 44  # on a line


def card_words() -> dict[str, Any]:
    """What _referral_card.html needs: the moment, who may refer, and how to call somebody."""
    return {
        "now": collaborators().now().astimezone(AMSTERDAM),
        "referrers": REFERRER_NAMES,
        "most_others": MOST_OTHERS,
        "telephone": hand_off.telephone,
    }


def density(card: ReferralCard) -> Density:
    """How close together a card must be printed to stay on one side of A4."""
    facts = card.facts
    told = [facts.words(field) for field in FACT_NAMES]
    told += [card.name, card.address, card.entrance]
    told += [
        f"{each.name} {each.function} {each.phone} {each.email}"
        for each in card.others[:MOST_OTHERS]
    ]
    lines = sum(_lines(text) + 1 for text in told if text)
    return "" if lines <= _ROOMY else "full" if lines <= _FULL else "dense"


def _lines(text: str) -> int:
    return sum(max(1, math.ceil(len(each) / _LETTERS)) for each in text.splitlines())
