"""What can go wrong, named after what it means for the person it happens to.

The text of every error is a Dutch sentence that says what to do; pages and
the command line show it as it is.
"""

from collections.abc import Iterable, Mapping


class WijksafariError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(WijksafariError, ValueError):
    """What was given cannot be used; nothing was changed.

    ``problems`` holds one sentence for each thing that is wrong, so that
    somebody mending a file sees them all at once.
    """

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class FieldsError(InputError):
    """Fields of a form that cannot be used; ``fields`` has a sentence by field, in ``order``."""

    order: tuple[str, ...] = ()

    def __init__(self, fields: Mapping[str, str]) -> None:
        order = self.order or tuple(fields)
        self.fields = {name: fields[name] for name in order if name in fields}
        super().__init__(self.fields.values())


class StreetFileError(InputError):
    """A stored street network is truncated, foreign, too old or too large."""


class NoStreetsError(StreetFileError):
    """A wijk has no street network yet: nobody had it fetched."""


class PlaceNotReachableError(InputError):
    """Places lie too far from every street the group may ride on.

    ``metres`` says how far, by each place's position among those asked for.
    ``optional`` are the ids of the locations without which the rest can be reached.
    """

    def __init__(
        self,
        problems: str | Iterable[str],
        metres: Mapping[int, float] | None = None,
        optional: Iterable[str] = (),
    ) -> None:
        super().__init__(problems)
        self.metres = dict(metres or {})
        self.optional = tuple(optional)


class ServiceUnavailableError(WijksafariError):
    """A service outside (Overpass, a geocoder) did not answer usefully."""


class NotFoundError(WijksafariError, LookupError):
    """What was asked for is not there, or not for this person."""


class StaleError(WijksafariError):
    """Somebody else saved a change in the meantime; nothing was overwritten."""


class LinkRevokedError(WijksafariError):
    """A private link that was withdrawn."""


class LinkExpiredError(WijksafariError):
    """A private link whose time is over."""


class ClosedError(WijksafariError):
    """Something cannot be done now: the deadline passed, or the evening was called off."""


class ConsentNeededError(WijksafariError):
    """This reaches other people, and nobody agreed to that yet; nothing was changed."""
