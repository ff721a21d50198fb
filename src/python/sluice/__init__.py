"""Sluice in Python: profiles of data frames and files, and recipes applied to data frames.

In a notebook::

    %load_ext sluice
    %sluice df
    %sluice s3://lake/flights/ --sample 100000

    %%sluice features --from df
    late.sluice.json

The same as functions: :func:`profile` and :func:`apply`. Both ask the ``sluice`` command, which
comes with the VS Code extension; no data leaves this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .apply_recipe import apply
from .errors import SluiceError
from .profile_data import Profile, profile

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__version__ = "0.1.0"
__all__ = ["Profile", "SluiceError", "apply", "load_ipython_extension", "profile"]


def load_ipython_extension(ipython: InteractiveShell) -> None:
    """What ``%load_ext sluice`` calls: offers ``%sluice`` and ``%%sluice``."""
    # IPython is there only where this is called.
    from .magics import SluiceMagics

    ipython.register_magics(SluiceMagics)
