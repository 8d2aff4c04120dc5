"""Passwords: hashed and checked with argon2id, and drawn so that they can be read out."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from conference.database import RunApart


class Passwords:
    """Hashes and checks passwords with argon2id, away from the hub."""

    def __init__(self, run_apart: RunApart) -> None:
        self._hasher = PasswordHasher()
        self._run_apart = run_apart

    def hash(self, password: str) -> str:
        """Give the argon2id hash of a password."""
        hashed: str = self._run_apart(lambda: self._hasher.hash(password))
        return hashed

    def matches(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one that was hashed; None is never matched."""
        right: bool = self._run_apart(lambda: self._verify(password, password_hash))
        return right

    def _verify(self, password: str, password_hash: str | None) -> bool:
        if password_hash is None:
            # The same work as for a known name, so that the time tells nobody which names exist.
            self._hasher.hash(password)
            return False
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


_SPEAKABLE = "abcdefghkmnpqrstuvwxyz23456789"
"""Without letters that look alike on a screen at the back of the hall."""


def new_password() -> str:
    """Draw a password of three groups of four letters, about 58 bits."""
    groups = ("".join(secrets.choice(_SPEAKABLE) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
