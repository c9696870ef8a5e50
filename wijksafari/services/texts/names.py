"""Names as people write them, and when two of them are the same."""

import unicodedata

from wijksafari.errors import InputError


class TakenError(InputError):
    """A name or address that somebody else has already; ``field`` says which of the two."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def tidy(text: str) -> str:
    """The text on one line, with single spaces and composed accents."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def name_key(name: str) -> str:
    """The same for two ways to write one name: capitals, spaces and accents aside."""
    return unicodedata.normalize("NFKC", tidy(name)).casefold()


def invisible(text: str) -> bool:
    """Whether the text holds characters that nobody sees, such as those that turn its order."""
    return any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in text)
