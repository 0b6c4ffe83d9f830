"""Why a file cannot be looked into."""

from __future__ import annotations


class UninspectedError(Exception):
    """A file that cannot be looked into, for a reason in words for an editor."""


class DangerousError(UninspectedError):
    """A file that nobody may be given: looking into it, or opening it, does harm."""
