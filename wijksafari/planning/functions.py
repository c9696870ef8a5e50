"""What people do at a practice, and which of them count for the threshold."""

from typing import Literal, get_args

Function = Literal["gp", "poh_somatic", "poh_ggz", "poh_other", "practice_assistant", "other"]

FUNCTIONS: tuple[Function, ...] = get_args(Function)
PRACTICE_NURSES: frozenset[Function] = frozenset(("poh_somatic", "poh_ggz", "poh_other"))
COUNTING: frozenset[Function] = PRACTICE_NURSES | {"gp"}

# By any text, for a row of the database knows no more than that it is one.
FUNCTION_NAMES: dict[str, str] = {
    "gp": "huisarts",
    "poh_somatic": "POH-somatiek",
    "poh_ggz": "POH-GGZ",
    "poh_other": "andere POH",
    "practice_assistant": "doktersassistent",
    "other": "anders",
}
