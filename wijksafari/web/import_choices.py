"""What somebody chose about the entries of a list, as the preview's form sends it."""

from __future__ import annotations

import re

from werkzeug.datastructures import MultiDict

from wijksafari.services.imports.plan import FATES, ImportPlan

_FIELD = re.compile(r"keuze((?:-[0-9]{1,9})+)")
_CHOICE = re.compile(r"|skip|new|(?:same|list):[0-9]{1,9}|(?:at|new):[A-Za-z0-9._-]{1,60}")


def read_choices(form: MultiDict[str, str], plan: ImportPlan) -> dict[int, str]:
    """By the number of an entry what was chosen for it, "" for the proposal.

    ``keuze-1-2`` chooses for two entries. ``allemaal`` chooses for every entry of
    one fate, as in "outside=new" and "homeless=at:linde"; what was chosen for
    some goes before.
    """
    chosen = _for_all(form.get("allemaal", ""), plan)
    for name, value in form.items():
        field = _FIELD.fullmatch(name)
        if field and _CHOICE.fullmatch(value):
            chosen |= {int(number): value for number in field[1].split("-") if number}
    return chosen


def _for_all(text: str, plan: ImportPlan) -> dict[int, str]:
    fate, _, value = text.partition("=")
    if fate not in FATES or not _CHOICE.fullmatch(value):
        return {}
    return {each.number: value for each in plan.of(fate)}
