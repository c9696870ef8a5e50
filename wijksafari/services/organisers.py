"""Who answers for a safari."""

from wijksafari.models import Safari
from wijksafari.services.post import Address, Post


def organiser_of(safari: Safari, post: Post) -> Address:
    """The organiser whom people reply to; the installation itself while there is none."""
    if safari.organiser is None or not safari.organiser.active:
        return post.sender
    return Address(safari.organiser.name, safari.organiser.email)
