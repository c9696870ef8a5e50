"""A list of practices and people, brought into the huisartsengroep after it was shown.

Preview and import are the same merge into the same rows. The preview's is
never written; the import's is written only when it does what the preview showed.
"""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import InputError, WijksafariError
from wijksafari.models import Neighbourhood
from wijksafari.services.journal import Actor
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.changes import changing_group
from wijksafari.services.practices.merging import FATES, Fate, MergedRow, merge
from wijksafari.services.practices.people_csv import GroupFile


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import does, row by row; ``notices`` say what of the list is left out."""

    rows: tuple[MergedRow, ...]
    notices: tuple[str, ...]

    def of(self, fate: Fate) -> tuple[MergedRow, ...]:
        """The rows of this fate, in the order of the list."""
        return tuple(row for row in self.rows if row.fate == fate)

    @property
    def counts(self) -> dict[Fate, int]:
        """How many rows there are of each fate."""
        found = Counter(row.fate for row in self.rows)
        return {fate: found[fate] for fate in FATES}

    @property
    def changes(self) -> int:
        """How many rows change anything."""
        return self.counts["new"] + self.counts["changed"]

    @property
    def fingerprint(self) -> str:
        """The same for two plans that do and show the same."""
        shown = json.dumps([asdict(row) for row in self.rows])
        return hashlib.sha256(shown.encode()).hexdigest()


class PlanChangedError(WijksafariError):
    """The import would do something else than was shown; ``plan`` is what it would do now."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        super().__init__(
            "Intussen heeft iemand de praktijken gewijzigd. Er is niets overgenomen; bekijk opnieuw"
            " wat er verandert."
        )


def preview_group(session: Session, neighbourhood: Neighbourhood, file: GroupFile) -> ImportPlan:
    """What importing ``file`` would do. Nothing is written, and ``session`` is rolled back."""
    with session.no_autoflush:
        rows = merge(session, neighbourhood, file.rows)
        session.rollback()
    return ImportPlan(rows, file.notices)


def import_group(
    session: Session,
    neighbourhood: Neighbourhood,
    file: GroupFile,
    post: Post,
    *,
    shown: str,
    skip_faults: bool,
    actor: Actor,
    now: datetime,
) -> ImportPlan:
    """Do what the preview with the fingerprint ``shown`` told.

    Raises PlanChangedError where that would be something else by now, and
    InputError where rows are at fault and ``skip_faults`` is not chosen; the
    caller then rolls back.
    """
    with changing_group(session, neighbourhood, post, actor=actor, now=now):
        with session.no_autoflush:
            plan = ImportPlan(merge(session, neighbourhood, file.rows), file.notices)
        if plan.fingerprint != shown:
            raise PlanChangedError(plan)
        if plan.counts["fault"] and not skip_faults:
            raise InputError("Verbeter eerst de rijen met fouten, of vink aan dat u ze overslaat.")
    return plan
