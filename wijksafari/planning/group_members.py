"""Who rides in which group: practices together, groups about as large."""

from collections import Counter
from collections.abc import Sequence

# A practice stays together if its group then has this many more than an even share.
_MORE_THAN_EVEN = 1


def divided(practices: Sequence[int], groups: int, most: int) -> tuple[int, ...]:
    """A group (from 1) for each person, given each one's practice.

    Practices go whole to the smallest group, the largest first, where they fit
    beside those who are there; otherwise one by one. No group has more than
    ``most``, which must do for all.
    """
    sizes = [0] * groups
    share = min(most, -(-len(practices) // groups) + _MORE_THAN_EVEN)
    placed: dict[int, list[int]] = {}
    for practice, members in Counter(practices).most_common():
        smallest = sizes.index(min(sizes))
        together = sizes[smallest] + members <= share
        placed[practice] = []
        for _ in range(members):
            group = smallest if together else sizes.index(min(sizes))
            sizes[group] += 1
            placed[practice].append(group + 1)
    return tuple(placed[practice].pop(0) for practice in practices)
