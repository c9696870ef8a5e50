"""Passwords: which ones are good enough, and how they are kept."""

from __future__ import annotations

import unicodedata
from typing import Any

from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 128
# Argon2id; 32 MiB each keeps eight logins at once within the memory of a small server.
ARGON2: dict[str, Any] = {"time_cost": 3, "memory_cost": 32 * 1024, "parallelism": 1}

_FEWEST_DIFFERENT = 5
_FEWEST_OF_ITS_OWN = 4
# The first guesses of whoever tries: common passwords that are long enough to be accepted here.
_COMMON = (
    *("wachtwoord", "welkom", "password", "passw0rd", "wijksafari", "huisarts", "geheim"),
    *("qwerty", "azerty", "asdfgh", "zxcvbn", "1q2w3e", "1qaz2wsx", "abcdef", "abc123"),
    *("letmein", "iloveyou", "ikhouvanjou", "admin", "administrator", "login", "master"),
    *("football", "voetbal", "feyenoord", "ajax", "amsterdam", "rotterdam", "nederland"),
    *("sunshine", "princess", "dragon", "monkey", "superman", "zomer", "winter", "lente"),
    *("herfst", "januari", "februari", "december", "maandag", "zorg", "test", "demo"),
)
_ROWS = (
    *("01234567890123456789", "abcdefghijklmnopqrstuvwxyz"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm"),
)


def normal(password: str) -> str:
    """The same for two ways to write one password, as the accounts library has it."""
    return unicodedata.normalize("NFKD", password)


def password_problem(password: str, email: str) -> str:
    """Why this password is not good enough for the account of ``email``; else empty."""
    if len(password) < SHORTEST:
        return (
            f"Kies een wachtwoord van minstens {SHORTEST} tekens, zoals een zin van vier woorden."
        )
    if len(password) > LONGEST:
        return f"Kies een wachtwoord van hoogstens {LONGEST} tekens."
    if _holds_address(password, email):
        return "Uw e-mailadres staat in dit wachtwoord. Kies iets wat anderen niet weten."
    if _is_common(password):
        return "Dit wachtwoord is makkelijk te raden. Kies bijvoorbeeld vier losse woorden."
    return ""


def hashed(password: str) -> str:
    """What is kept of a password."""
    return PasswordHasher(**ARGON2).hash(normal(password))


def _holds_address(password: str, email: str) -> bool:
    text, address = password.casefold(), email.casefold()
    name = address.rpartition("@")[0]
    return address in text or (len(name) > 3 and name in text)


def _is_common(password: str) -> bool:
    """Whether it is little more than well-known words, rows of keys, digits and repetition."""
    text = password.casefold()
    if len(set(text)) < _FEWEST_DIFFERENT:
        return True
    for word in sorted((*_COMMON, *_rows()), key=len, reverse=True):
        text = text.replace(word, "")
    return len({each for each in text if not each.isdecimal()}) < _FEWEST_OF_ITS_OWN


def _rows() -> set[str]:
    """Pieces of what lies in a row on the keyboard, both ways."""
    return {
        row[start : start + size]
        for line in _ROWS
        for row in (line, line[::-1])
        for size in (3, 4, 6)
        for start in range(len(row) - size + 1)
    }
