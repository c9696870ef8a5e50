"""What a safari can be in, from the first plan to afterwards."""

from typing import Literal

State = Literal["concept", "inviting", "confirmed", "cancelled", "held"]

STATE_NAMES: dict[State, str] = {
    "concept": "concept",
    "inviting": "uitnodiging open",
    "confirmed": "bevestigd",
    "cancelled": "afgelast",
    "held": "geweest",
}
