"""Runs a command that must not outlive its starter.

When standard input closes (the starter stopped or died), the command's whole process group is
killed. SIGTERM is handed to the command alone, as a container's first process gets it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading

child: subprocess.Popen | None = None


def kill_group() -> None:
    if child is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def hand_on(signum: int, _frame: object) -> None:
    if child is None:
        sys.exit(128 + signum)
    child.send_signal(signum)


def watch() -> None:
    while os.read(0, 4096):
        pass
    kill_group()


signal.signal(signal.SIGTERM, hand_on)
# Ctrl+C in a terminal reaches every process of the starter, which then stops us in order.
signal.signal(signal.SIGINT, lambda _signum, _frame: None)
try:
    child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, start_new_session=True)
except OSError as error:
    print(f"{sys.argv[1]}: {error}", file=sys.stderr)
    sys.exit(127)
threading.Thread(target=watch, daemon=True).start()
code = child.wait()
kill_group()
sys.exit(code if code >= 0 else 128 - code)
