"""Runs cells in a real IPython kernel: reads {"cells": [...], "folder": "..."} as JSON, and
writes one object a cell: {stdout, stderr, status, ename, evalue, traceback, html, text}.

A cell that begins with `# interrupt when FILE is there` is interrupted then."""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

SECONDS = 120


def outputs_of(client: Any, request: str) -> dict[str, Any]:
    result: dict[str, Any] = {"stdout": "", "stderr": "", "html": [], "text": [], "traceback": []}
    while True:
        message = client.get_iopub_msg(timeout=SECONDS)
        if message["parent_header"].get("msg_id") != request:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            result[content["name"]] += content["text"]
        elif kind in ("display_data", "execute_result"):
            result["html"].append(content["data"].get("text/html"))
            result["text"].append(content["data"].get("text/plain"))
        elif kind == "error":
            result["traceback"] += content["traceback"]
        elif kind == "status" and content["execution_state"] == "idle":
            return result


def reply_to(client: Any, request: str) -> dict[str, Any]:
    # Answers to the questions whether the kernel is ready may still be under way.
    while True:
        message = client.get_shell_msg(timeout=SECONDS)
        if message["parent_header"].get("msg_id") == request:
            return message["content"]


def interrupt(manager: Any, file: Path) -> None:
    until = time.monotonic() + SECONDS
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.05)
    manager.interrupt_kernel()


def main() -> None:
    given = json.load(sys.stdin)
    # Sockets in a folder, not ports.
    manager = KernelManager(kernel_name="python3", transport="ipc")
    # The kernel of this very Python, whatever kernels are registered on the machine.
    manager.kernel_spec.argv = [
        sys.executable,
        "-m",
        "ipykernel_launcher",
        "-f",
        "{connection_file}",
    ]
    manager.start_kernel(env={**os.environ, **given.get("env", {})}, cwd=given["folder"])
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=SECONDS)
        answers = []
        for cell in given["cells"]:
            request = client.execute(cell, allow_stdin=False)
            first = cell.partition("\n")[0]
            if first.startswith("# interrupt when "):
                file = Path(given["folder"], first.split()[3])
                threading.Thread(target=interrupt, args=(manager, file), daemon=True).start()
            answer = outputs_of(client, request)
            reply = reply_to(client, request)
            for key in ("status", "ename", "evalue"):
                answer[key] = reply.get(key, "")
            answers.append(answer)
        json.dump(answers, sys.stdout)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


main()
