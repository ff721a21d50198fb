"""Finds the ``sluice`` command and asks it for JSON.

The command is looked for in this order:

1. ``SLUICE_CLI``: the path of ``cli.js`` or of a program. ``SLUICE_NODE`` may name the Node.js, or
   the Electron, that runs a ``.js``.
2. ``sluice`` on the ``PATH``.
3. ``command.json`` in Sluice's cache folder: ``{"cli": path, "node": path}``. The VS Code extension
   writes it, so that a kernel finds the command however it was started.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .errors import SluiceError

SECONDS_TO_END = 10


class Command(NamedTuple):
    """How the command is started: the words before its arguments, and what its environment adds."""

    words: tuple[str, ...]
    environment: Mapping[str, str]


def cache_folder() -> Path:
    """Where Sluice keeps what it can make again: ``SLUICE_CACHE_DIR``, or the platform's folder."""
    given = os.environ.get("SLUICE_CACHE_DIR")
    if given:
        return Path(given)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "sluice"
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "sluice" / "Cache"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "sluice"


def find_command() -> Command:
    """The command that is installed here. Raises ``not-found`` when there is none."""
    given = os.environ.get("SLUICE_CLI")
    if given:
        if not Path(given).is_file():
            raise SluiceError(
                "not-found",
                f"SLUICE_CLI names {given}, which is not there.",
                "Set it to Sluice's cli.js, or unset it.",
            )
        return started_by(given, os.environ.get("SLUICE_NODE"))
    on_path = shutil.which("sluice")
    if on_path:
        return Command((on_path,), {})
    cli, node = written_location()
    if cli:
        return started_by(cli, node)
    raise SluiceError(
        "not-found",
        "The sluice command is not on this machine.",
        "Install the Sluice extension in VS Code, or set SLUICE_CLI to its dist/cli.js.",
    )


def written_location() -> tuple[str | None, str | None]:
    """What the extension wrote: ``cli.js`` and the program that runs it, where both still are."""
    file = cache_folder() / "command.json"
    try:
        if os.name != "nt":
            status = file.stat()
            # A file that others may write decides nothing about what runs here.
            if status.st_uid != os.getuid() or status.st_mode & 0o022:
                return None, None
        location = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None, None
    if not isinstance(location, dict):
        return None, None
    cli, node = location.get("cli"), location.get("node")
    if not isinstance(cli, str) or not Path(cli).is_file():
        return None, None
    return cli, node if isinstance(node, str) and Path(node).is_file() else None


def started_by(cli: str, node: str | None) -> Command:
    """A ``.js`` is run by Node.js; Electron, which VS Code is, does as Node.js when told to."""
    if not cli.endswith((".js", ".cjs", ".mjs")):
        return Command((cli,), {})
    program = node or shutil.which("node")
    if program is None:
        raise SluiceError(
            "not-found",
            "The sluice command needs Node.js, which is not on this machine.",
            "Install Node.js 20 or newer, or set SLUICE_NODE to its program.",
        )
    return Command((program, cli), {"ELECTRON_RUN_AS_NODE": "1"} if node else {})


def ask(arguments: Sequence[str]) -> Any:
    """Runs ``sluice <arguments> --json`` and gives its document.

    Raises the command's own error. An interrupt ends the command before it goes on.
    """
    command = find_command()
    try:
        process = subprocess.Popen(
            [*command.words, *arguments, "--json"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **command.environment},
        )
    except OSError as error:
        raise SluiceError(
            "not-found",
            f"The sluice command cannot be started ({command.words[0]}: {error.strerror}).",
            "Check SLUICE_CLI and SLUICE_NODE.",
        ) from error
    try:
        output, notes = process.communicate()
    except BaseException:
        end(process)
        raise
    if process.returncode == 130:
        raise KeyboardInterrupt
    document = parsed(output)
    if isinstance(document, dict) and isinstance(document.get("error"), dict):
        error = document["error"]
        raise SluiceError(
            str(error.get("code", "internal")),
            str(error.get("message", "The sluice command failed.")),
            str(error.get("hint") or ""),
        )
    if document is None:
        last = notes.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise SluiceError(
            "internal",
            f"The sluice command ended without an answer (exit {process.returncode}).",
            last or "Run it in a terminal to see why.",
        )
    return document


def parsed(output: bytes) -> Any:
    """A JSON document, or None for what is none."""
    try:
        return json.loads(output)
    except ValueError:
        return None


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a command and waits for it: first asked, then made."""
    process.terminate()
    try:
        process.communicate(timeout=SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
