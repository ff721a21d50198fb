"""Makes a Python environment once: `python environment.py --target DIR [--package NAME==VERSION]…`.

The lock is the operating system's, so two processes never make the same environment at once, and a
killed one leaves no lock behind. `ready.json` is written last; a folder without it is made anew.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path


def lock(path: Path):
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a")
    said = False
    while not try_lock(file):
        if not said:
            print("Waiting for another process that makes the same environment", flush=True)
            said = True
        time.sleep(0.2)
    return file


def try_lock(file) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def python_of(target: Path) -> Path:
    return target / "Scripts" / "python.exe" if os.name == "nt" else target / "bin" / "python"


def run(command: list[str], step: str) -> None:
    print(step, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        sys.stderr.write((done.stdout + done.stderr)[-4000:])
        sys.exit(2 if step.startswith("Making") else 3)


def make(target: Path, packages: list[str]) -> None:
    if target.exists():
        shutil.rmtree(target)
    run([sys.executable, "-m", "venv", str(target)], f"Making a Python environment in {target}")
    python = str(python_of(target))
    if packages:
        command = [python, "-m", "pip", "install", "--disable-pip-version-check"]
        command += ["--no-input", "--only-binary=:all:", *packages]
        run(command, f"Installing {', '.join(packages)}")
    ready = {"packages": packages, "python": platform.python_version()}
    (target / "ready.json").write_text(json.dumps(ready), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes a Python environment once.")
    parser.add_argument("--target", required=True, type=Path)
    parser.add_argument("--package", action="append", default=[])
    arguments = parser.parse_args()
    target = arguments.target.resolve()
    with lock(target.with_name(f"{target.name}.lock")):
        # Another process may have made it while this one waited.
        if not (target / "ready.json").exists():
            make(target, arguments.package)


if __name__ == "__main__":
    main()
