"""What a safari can be in, from the first plan to afterwards."""

from typing import Literal

State = Literal["concept", "inviting", "confirmed", "cancelled", "held"]

# What can still go ahead; of these, what people were invited to; and what is done with.
AHEAD: tuple[State, ...] = ("concept", "inviting", "confirmed")
INVITED: tuple[State, ...] = ("inviting", "confirmed")
OVER: tuple[State, ...] = ("cancelled", "held")

STATE_NAMES: dict[State, str] = {
    "concept": "concept",
    "inviting": "uitnodiging open",
    "confirmed": "bevestigd",
    "cancelled": "afgelast",
    "held": "geweest",
}
