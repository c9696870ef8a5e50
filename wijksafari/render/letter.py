"""Mail texts: a folder per message in templates/email, in plain text and HTML.

``templates/email/<kind>/`` holds ``subject.txt``, ``text.txt`` and ``html.html``.
HTML is escaped, text is not; both get the same values.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from wijksafari.planning import words
from wijksafari.render.programme import line

TEMPLATES = Path(__file__).parent.parent.parent / "templates" / "email"
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's words. ``subject`` is one line."""

    subject: str
    text: str
    html: str


def letter(kind: str, **values: Any) -> Letter:
    """The words of one mail of this ``kind``, which names a folder of templates."""
    made = _environment()
    subject = made.get_template(f"{kind}/subject.txt").render(values)
    return Letter(
        subject=line(subject)[:_LONGEST_SUBJECT],
        text=made.get_template(f"{kind}/text.txt").render(values).strip() + "\n",
        html=made.get_template(f"{kind}/html.html").render(values),
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        clock=words.clock,
        hours=words.hours,
        day=words.day,
        moment=words.moment,
        listed=words.listed,
        people=words.people,
        line=line,
    )
    return made
