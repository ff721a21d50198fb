"""The one error that the package raises on purpose."""

from __future__ import annotations


class SluiceError(Exception):
    """What went wrong in one sentence, and what to do next.

    ``code`` is the word that the ``sluice`` command uses for the same kind of failure
    (``not-found``, ``bad-recipe``, ``stale``, ``usage``, ...).
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.code = code
        self.message = message
        self.hint = hint
