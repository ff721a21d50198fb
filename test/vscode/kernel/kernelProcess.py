"""A real IPython kernel behind two pipes: reads a cell's code as one JSON line, writes its outputs
as JSON lines, the last of them {"done": true, "ok": ...}."""

import json
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

SECONDS = 60


def say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def run(client: Any, code: str) -> None:
    request = client.execute(code, allow_stdin=False)
    ok = True
    while True:
        message = client.get_iopub_msg(timeout=SECONDS)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            say({"stream": content["name"], "text": content["text"]})
        elif kind in ("display_data", "execute_result"):
            say({"data": content["data"]})
        elif kind == "error":
            ok = False
            say({"error": {"name": content["ename"], "message": content["evalue"]}})
        elif kind == "status" and content["execution_state"] == "idle":
            say({"done": True, "ok": ok})
            return


def main() -> None:
    # Ended from outside, the kernel is ended, too, and nothing is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="sluice-kernel-") as folder:
        serve(Path(folder))


def serve(folder: Path) -> None:
    # Its sockets lie in a folder of their own, not where it was started.
    manager = KernelManager(kernel_name="python3", transport="ipc", ip=str(folder / "kernel"))
    manager.kernel_spec.argv = [
        sys.executable,
        "-m",
        "ipykernel_launcher",
        "-f",
        "{connection_file}",
    ]
    manager.start_kernel()
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=SECONDS)
        say({"ready": True})
        for line in sys.stdin:
            run(client, json.loads(line)["code"])
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


main()
