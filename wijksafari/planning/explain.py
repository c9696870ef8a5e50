"""Why not: a location, an order, an evening."""

from dataclasses import dataclass
from typing import Literal

from wijksafari.planning.problem import Evening

RejectionCode = Literal["costs", "equal", "never_fits", "excluded", "forbidden"]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why an open location is not in a tour, and what taking it along would cost.

    ``prize_loss`` (points) and ``extra_seconds`` (of riding) compare the best
    tour that has it with the tour explained; None where no tour has it.
    ``replaces`` are the locations that would then fall out.
    """

    location_id: str
    code: RejectionCode
    sentence: str
    prize_loss: int | None = None
    extra_seconds: int | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest single change that makes a tour possible, and the evening with it."""

    sentence: str
    evening: Evening
