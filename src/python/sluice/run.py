"""Runs a job directory of Sluice: `python run.py [--base DIR]`.

One file, which a job carries with it: Python 3.10, the standard library and the DuckDB that the
plan names. It compares the inputs with the plan, runs the plan's statements, counts, checks, and
writes `output/<name>/part-00000.*` and `output/run/run.json`.

Exit codes: 0 done, 1 failed, 3 a check failed, 130 stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import gzip
import hashlib
import importlib
import importlib.metadata
import json
import math
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
import zlib
from datetime import datetime, timezone
from pathlib import Path

CHUNK = 1 << 20
MESSAGE_BYTES = 1024
PARTIAL = ".sluice-partial"
STOP_SECONDS = 4.0
EXIT_CODES = {"completed": 0, "failed": 1, "stopped": 130}


class Failure(Exception):
    """A failure as a person would tell it: one sentence, and where it helps the engine's words."""

    def __init__(self, code: str, message: str, detail: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.detail = detail


class Stopped(Exception):
    """SIGTERM or SIGINT arrived."""


class StopFlag:
    """Stops the run when SIGTERM or SIGINT arrives.

    A signal's handler waits until the main thread is back from DuckDB, which may take long; so a
    thread that the signal wakes at once interrupts the query, and ends the process if that is not
    enough.
    """

    def __init__(self) -> None:
        self.asked = False
        self.held = False
        self.finishing = threading.Lock()
        self.interrupt = lambda: None
        self.give_up = lambda: None

    def install(self) -> None:
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._handle)
        threading.Thread(target=self._watch, args=(reader,), daemon=True).start()

    def _handle(self, _number: int, _frame: object) -> None:
        self.asked = True
        if not self.held:
            raise Stopped

    def _watch(self, reader: int) -> None:
        os.read(reader, 1)
        self.asked = True
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline:
            # One interrupt may hit before the query has begun.
            self.interrupt()
            time.sleep(0.1)
        # Whoever has the lock tells how the run ended; the other one is too late.
        if not self.held and self.finishing.acquire(blocking=False):
            self.give_up()
            os._exit(EXIT_CODES["stopped"])


class Progress:
    """One line a stage on stdout."""

    def __init__(self, stages: int) -> None:
        self.stages = stages
        self.done = 0

    def __call__(self, text: str) -> None:
        self.done += 1
        tell(sys.stdout, f"[{self.done}/{self.stages}] {text}")


class Background:
    """Work in a thread that a run which stops does not wait for."""

    def __init__(self, work) -> None:
        self.answer = None
        self.error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self.thread.start()

    def _run(self, work) -> None:
        try:
            self.answer = work()
        except BaseException as error:
            self.error = error

    def result(self):
        self.thread.join()
        if self.error is not None:
            raise self.error
        return self.answer


def tell(stream, text: str) -> None:
    # Whoever started this may be gone; the run goes on and run.json says how it ended.
    with contextlib.suppress(BrokenPipeError):
        print(text, file=stream, flush=True)


# ---------------------------------------------------------------- plan, versions


def read_plan(base: Path) -> dict:
    path = base / "input" / "code" / "plan.json"
    try:
        plan = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failure("not-found", f"There is no plan at {path}.", str(error)) from error
    except ValueError as error:
        raise Failure("bad-data", f"{path} is not JSON.", str(error)) from error
    if not isinstance(plan, dict) or plan.get("sluicePlan") != 1:
        raise Failure("unsupported", f"{path} is not a plan that this runner knows (sluicePlan 1).")
    return plan


def installed_duckdb() -> str | None:
    # Asked of the metadata: a wrong version, once imported, cannot be unloaded.
    try:
        return importlib.metadata.version("duckdb")
    except importlib.metadata.PackageNotFoundError:
        return None


def load_duckdb(base: Path, wanted: str):
    here = installed_duckdb()
    if here != wanted:
        install_wheel(base, wanted, here)
    duckdb = importlib.import_module("duckdb")
    if duckdb.__version__ != wanted:
        raise Failure(
            "python", f"This job needs duckdb {wanted}, but {duckdb.__version__} was imported."
        )
    return duckdb


def install_wheel(base: Path, wanted: str, here: str | None) -> None:
    have = f"has duckdb {here}" if here else "has no duckdb"
    problem = f"This job needs duckdb {wanted}, but Python {platform.python_version()} {have}"
    wheels = base / "input" / "wheels"
    if not any(wheels.glob(f"duckdb-{wanted}-*.whl")):
        raise Failure("python", f"{problem}, and input/wheels holds no wheel of {wanted}.")
    site = base / "tmp" / "site"
    site.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet"]
    command += ["--disable-pip-version-check", "--no-warn-script-location", "--upgrade"]
    command += ["--find-links", str(wheels), "--target", str(site), f"duckdb=={wanted}"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        message = f"{problem}, and the wheel in input/wheels could not be installed."
        raise Failure("python", message, done.stderr.strip()[-2000:])
    sys.path.insert(0, str(site))
    importlib.invalidate_caches()


# ---------------------------------------------------------------- inputs


def source_folder(base: Path, name: str) -> Path:
    return base / "input" / "data" / name


def check_inputs(base: Path, plan: dict) -> list[dict]:
    return [check_source(base, name, source) for name, source in plan["sources"].items()]


def check_source(base: Path, name: str, source: dict) -> dict:
    folder = source_folder(base, name)
    found = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    expected = {file["path"]: file for file in source["files"]}
    for kind, names in (("misses", expected.keys() - found), ("has", found.keys() - expected)):
        if names:
            first = min(names)
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            tail = "" if kind == "misses" else ", which the plan does not know"
            raise Failure("changed", f"Source {name} {kind} {first}{more}{tail}.")
    for path, file in expected.items():
        size = found[path].stat().st_size
        if size != file["size"]:
            raise Failure(
                "changed",
                f"{path} of source {name} has {size} bytes, but the plan says {file['size']}.",
            )
        if path.lower().endswith(".gz"):
            require_whole_gzip(found[path], f"{path} of source {name}")
        checksum = file.get("checksum")
        if checksum and digest(found[path], checksum["algorithm"]) != checksum["value"].lower():
            raise Failure(
                "changed",
                f"{path} of source {name} has another {checksum['algorithm']} than the plan says.",
            )
    # A source without files proves nothing by checksum.
    certain = bool(expected) and all(file.get("checksum") for file in expected.values())
    return {
        "source": name,
        "snapshot": source["snapshot"],
        "verified": "checksum" if certain else "size",
    }


def require_whole_gzip(path: Path, what: str) -> None:
    """DuckDB takes a gzip file that was cut off for a shorter one."""
    try:
        with gzip.open(path) as file:
            while file.read(CHUNK):
                pass
    except (EOFError, OSError, zlib.error) as error:
        reason = f"{what} is no sound gzip file, or was cut off."
        raise Failure("bad-data", reason, str(error)) from error


def digest(path: Path, algorithm: str) -> str:
    if algorithm not in ("md5", "sha256"):
        raise Failure("unsupported", f"This runner knows no checksum named {algorithm}.")
    # MD5 compares with an ETag; FIPS builds forbid it for secrets only.
    options = {"usedforsecurity": False} if algorithm == "md5" else {}
    state = hashlib.new(algorithm, **options)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            state.update(chunk)
    return state.hexdigest()


# ---------------------------------------------------------------- SQL


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def placeholders(plan: dict) -> dict[str, str]:
    """Values of `{name}` and `{name.base}`, relative to the base folder, the working folder.

    Relative, so that a `key=value` folder above the base is never taken for a Hive key.
    """
    values = {}
    for name, source in plan["sources"].items():
        folder = f"input/data/{name}"
        files = ", ".join(literal(f"{folder}/{file['path']}") for file in source["files"])
        values["{" + name + "}"] = f"[{files}]"
        values["{" + name + ".base}"] = literal(folder)
    return values


def fill(sql: str, values: dict[str, str]) -> str:
    """Puts the placeholders in, but not inside quotes or comments: those braces are the user's."""
    names = sorted(values, key=len, reverse=True)
    parts: list[str] = []
    at = 0
    while at < len(sql):
        end = skip_quoted(sql, at)
        if end > at:
            parts.append(sql[at:end])
            at = end
            continue
        name = next((n for n in names if sql.startswith(n, at)), None) if sql[at] == "{" else None
        parts.append(values[name] if name else sql[at])
        at += len(name) if name else 1
    return "".join(parts)


def skip_quoted(sql: str, at: int) -> int:
    """Where the text, quoted name or comment that starts at `at` ends; `at` itself if none does."""
    opened = sql[at]
    if opened in "'\"":
        escapes = opened == "'" and at > 0 and sql[at - 1] in "eE" and not is_word(sql, at - 2)
        return end_of_quote(sql, at, opened, escapes)
    if sql.startswith("--", at):
        end = sql.find("\n", at)
        return len(sql) if end < 0 else end
    if sql.startswith("/*", at):
        end = sql.find("*/", at + 2)
        return len(sql) if end < 0 else end + 2
    return at


def is_word(sql: str, at: int) -> bool:
    return at >= 0 and (sql[at].isalnum() or sql[at] == "_")


def end_of_quote(sql: str, at: int, quote: str, escapes: bool) -> int:
    at += 1
    while at < len(sql):
        if escapes and sql[at] == "\\":
            at += 2
        elif sql[at] != quote:
            at += 1
        elif sql.startswith(quote, at + 1):
            at += 2
        else:
            return at + 1
    return len(sql)


def memory_limit() -> str | None:
    """Three quarters of what this machine or container may use; None where nobody can tell."""
    given = os.environ.get("SLUICE_MEMORY_LIMIT")
    if given:
        return given
    limits = []
    for path in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            limits.append(int(Path(path).read_text(encoding="ascii")))
        except (OSError, ValueError):
            continue  # no such cgroup, or "max": no limit
    # Windows has no sysconf: DuckDB's own default stands there.
    with contextlib.suppress(AttributeError, OSError, ValueError):
        limits.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    return f"{int(min(limits) * 0.75) >> 20}MiB" if limits else None


def thread_count() -> int:
    given = os.environ.get("SLUICE_THREADS", "")
    if given.isdigit() and int(given) > 0:
        return int(given)
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


class Engine:
    """One DuckDB that can reach the job directory and nothing else."""

    def __init__(self, duckdb, base: Path, plan: dict) -> None:
        self.duckdb = duckdb
        self.values = placeholders(plan)
        (base / "tmp" / "spill").mkdir(parents=True, exist_ok=True)
        (base / "output").mkdir(parents=True, exist_ok=True)
        settings = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        self.connection = duckdb.connect(":memory:", config=settings)
        self._set("temp_directory", literal("tmp/spill"))
        self._set("threads", str(thread_count()))
        limit = memory_limit()
        if limit:
            self._set("memory_limit", literal(limit))
        self._set("enable_progress_bar", "false")
        # It packs values by the bounds that a footer claims: false bounds become false values.
        self._set("disabled_optimizers", "'compressed_materialization'")
        self._set("allowed_directories", "['input/data', 'output', 'tmp/spill']")
        self._set("enable_external_access", "false")

    def _set(self, name: str, value: str) -> None:
        self.connection.execute(f"SET {name} = {value}")

    def row(self, sql: str, what: str) -> tuple:
        """The first row of the answer; statements that give none answer with ()."""
        try:
            answer = self.connection.execute(fill(sql, self.values))
            return (answer.fetchone() or ()) if answer.description else ()
        except self.duckdb.Error as error:
            raise self.explain(error, what) from error

    def sample(self, sql: str, what: str) -> dict:
        """Rows that break a check, their cells as texts; for run.json, never for the log."""
        try:
            answer = self.connection.execute(fill(sql, self.values))
            columns = [column[0] for column in answer.description]
            return {"columns": columns, "rows": [list(row) for row in answer.fetchall()]}
        except self.duckdb.Error as error:
            raise self.explain(error, what) from error

    def count(self, sql: str, what: str) -> int:
        row = self.row(sql, what)
        return int(row[0]) if row and row[0] is not None else 0

    def explain(self, error: Exception, what: str) -> Failure:
        text = str(error)
        first = text.splitlines()[0] if text else type(error).__name__
        if "No space left on device" in text or "max_temp_directory_size" in text:
            return Failure("disk-full", f"The disk is full: {what} needs more room.", text)
        if isinstance(error, self.duckdb.OutOfMemoryException):
            return Failure("out-of-memory", f"There is not enough memory for {what}.", text)
        if isinstance(error, self.duckdb.PermissionException):
            subject = what[:1].upper() + what[1:]
            return Failure("forbidden", f"{subject} reaches outside the job directory.", text)
        # The class of the exception says nothing that the sentence does not.
        reason = re.sub(r"^[A-Za-z ]+ Error: ", "", first)
        data = (
            self.duckdb.ConversionException,
            self.duckdb.OutOfRangeException,
            self.duckdb.InvalidInputException,
            self.duckdb.IOException,
        )
        if isinstance(error, data):
            return Failure("bad-data", f"The data stopped {what}: {reason}", text)
        return Failure("bad-sql", f"DuckDB refused {what}: {reason}", text)


# ---------------------------------------------------------------- the run


def run_steps(engine: Engine, steps: list[dict], written: int) -> list[dict]:
    counted = []
    rows = 0
    for step in steps:
        what = f"the count of step {step['id']}"
        rows_in = engine.count(step["rowsIn"], what) if "rowsIn" in step else rows
        rows = written if step.get("written") else rows_in
        rows = engine.count(step["rowsOut"], what) if "rowsOut" in step else rows
        nulled = engine.count(step["nulled"], what) if "nulled" in step else 0
        counted.append({"id": step["id"], "rowsIn": rows_in, "rowsOut": rows, "nulled": nulled})
    return counted


def run_check(engine: Engine, check: dict) -> dict:
    what = f"the check “{check['title']}”"
    row = engine.row(check["sql"], what)
    failed, found, judged = (*row, None)[:3] if len(row) > 1 else (True, None, None)
    result = {
        "rule": check["rule"],
        "title": check["title"],
        "severity": check["severity"],
        "failed": bool(failed),
        "found": number(found),
        "of": number(judged),
    }
    if found and "sample" in check:
        result["sample"] = engine.sample(check["sample"], what)
    return result


def number(value):
    """A figure as JSON has it; what is no finite number is null."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else float(value)


def check_sentence(failed: list[dict]) -> str:
    first = failed[0]
    found = "" if first["found"] is None else f" (found: {first['found']})"
    more = f", and {len(failed) - 1} more" if len(failed) > 1 else ""
    return f"A check failed: {first['title']}{found}{more}."


def write_output(engine: Engine, base: Path, output: dict) -> tuple[dict, Background]:
    """Writes one output into its hidden folder; `publish` shows it. Its SHA-256 comes later."""
    name = output["name"]
    if "refuse" in output:
        refused = engine.count(output["refuse"]["sql"], f"output {name}")
        if refused:
            raise Failure("bad-data", output["refuse"]["message"], f"{refused} rows")
    partial = base / "output" / name / PARTIAL
    partial.mkdir(parents=True, exist_ok=True)
    part = f"part-00000.{output['format']}"
    target = literal(f"output/{name}/{PARTIAL}/{part}")
    what = "the recipe" if output.get("direct") else f"output {name}"
    rows = engine.count(f"COPY (\n{output['sql']}\n) TO {target} ({output['copyOptions']})", what)
    file = partial / part
    written = {"name": name, "uri": output["uri"], "rows": rows, "bytes": file.stat().st_size}
    return written, Background(lambda: digest(file, "sha256"))


def read_back(engine: Engine, output: dict) -> None:
    """Checks look at the file that was written where the recipe has no table of its own."""
    part = literal(f"output/{output['name']}/{PARTIAL}/part-00000.parquet")
    engine.row(
        f"CREATE TEMP VIEW sluice_result AS SELECT * FROM read_parquet({part})", "the checks"
    )


def refuse_used_outputs(base: Path, plan: dict) -> None:
    for output in plan["outputs"]:
        folder = base / "output" / output["name"]
        if folder.is_dir() and any(path.name != PARTIAL for path in folder.iterdir()):
            raise Failure("name-taken", f"output/{output['name']} holds files of an earlier run.")


def publish(base: Path, plan: dict, stop: StopFlag) -> None:
    # All outputs or none: a stop waits until the renames are done.
    stop.held = True
    for output in plan["outputs"]:
        folder = base / "output" / output["name"]
        part = f"part-00000.{output['format']}"
        os.replace(folder / PARTIAL / part, folder / part)


def clean(base: Path, plan: dict) -> None:
    for output in plan.get("outputs", []):
        shutil.rmtree(base / "output" / output["name"] / PARTIAL, ignore_errors=True)
    shutil.rmtree(base / "tmp", ignore_errors=True)


def execute(base: Path, plan: dict, record: dict, stop: StopFlag) -> None:
    progress = Progress(4 + len(plan["outputs"]) + bool(plan["checks"]))
    duckdb = load_duckdb(base, plan["versions"]["duckdb"])
    record["versions"]["duckdb"] = duckdb.__version__
    progress(f"DuckDB {duckdb.__version__} on Python {platform.python_version()}")
    refuse_used_outputs(base, plan)
    record["inputs"] = check_inputs(base, plan)
    files = [file for source in plan["sources"].values() for file in source["files"]]
    size = sum(file["size"] for file in files)
    progress(f"Inputs are as planned: {len(files)} files, {size:,} bytes")
    engine = Engine(duckdb, base, plan)
    stop.interrupt = engine.connection.interrupt
    direct = [output for output in plan["outputs"] if output.get("direct")]
    total = len(plan["statements"])
    for index, statement in enumerate(plan["statements"]):
        is_recipe = index + 1 == total and not direct
        engine.row(statement, "the recipe" if is_recipe else "a source")
    progress(f"Ran {total} statements")
    written = []

    def write(output: dict) -> None:
        written.append(write_output(engine, base, output))
        progress(f"Wrote {output['name']}: {written[-1][0]['rows']:,} rows")

    for output in direct:
        write(output)
    # While a file that was just written is hashed by one core.
    record["steps"] = run_steps(engine, plan["steps"], sum(output["rows"] for output, _ in written))
    progress(f"Counted {len(plan['steps'])} steps")
    if plan["checks"]:
        for output in direct:
            read_back(engine, output)
        record["checks"] = [run_check(engine, check) for check in plan["checks"]]
        broken = [c for c in record["checks"] if c["failed"]]
        progress(f"Checks: {len(plan['checks'])}, broken: {len(broken)}")
        failed = [c for c in broken if c["severity"] == "error"]
        if failed:
            raise Failure("check-failed", check_sentence(failed))
    for output in plan["outputs"]:
        if output not in direct:
            write(output)
    outputs = [{**output, "sha256": sha256.result()} for output, sha256 in written]
    publish(base, plan, stop)
    record["outputs"] = outputs
    record["state"] = "completed"


def failure_of(error: BaseException, stop: StopFlag) -> Failure:
    if stop.asked or isinstance(error, (Stopped, KeyboardInterrupt)):
        return Failure("cancelled", "The run was stopped.")
    if isinstance(error, Failure):
        return error
    if isinstance(error, MemoryError):
        return Failure("out-of-memory", "There is not enough memory for this run.")
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Failure("disk-full", "The disk is full.", str(error))
    if isinstance(error, OSError):
        return Failure("bad-data", f"A file could not be read or written: {error}.")
    if isinstance(error, KeyError):
        return Failure("bad-data", f"The plan lacks {error}.", traceback.format_exc())
    return Failure("internal", f"The runner failed: {error}.", traceback.format_exc())


def new_record(plan: dict) -> dict:
    return {
        "name": plan.get("name"),
        "state": "failed",
        "target": plan.get("target", "local"),
        "recipe": plan.get("recipe"),
        "fitted": plan.get("fitted"),
        "parameters": plan.get("parameters"),
        "inputs": [],
        "outputs": [],
        "steps": [],
        "checks": [],
        "versions": {
            "sluice": plan.get("versions", {}).get("sluice"),
            "duckdb": None,
            "python": platform.python_version(),
        },
        "started": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
        "seconds": 0.0,
        **({"job": plan["job"]} if "job" in plan else {}),
    }


def keep_failure(record: dict, failure: Failure) -> None:
    record["state"] = "stopped" if failure.code == "cancelled" else "failed"
    record["error"] = {"code": failure.code, "message": failure.message}
    if failure.detail:
        record["error"]["detail"] = failure.detail
    tell(sys.stderr, failure.message)


def write_record(base: Path, record: dict) -> None:
    folder = base / "output" / "run"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / ".run.json.partial"
        partial.write_text(json.dumps(record, indent=2, ensure_ascii=False), encoding="utf-8")
        os.replace(partial, folder / "run.json")
    except OSError as error:
        tell(sys.stderr, f"run.json could not be written: {error}.")


def write_message(record: dict) -> None:
    """At most 1 KB for whoever asks the service how the job ended."""
    path = Path(os.environ.get("SLUICE_MESSAGE_FILE", "/opt/ml/output/message"))
    outputs = {output["name"]: output["rows"] for output in record["outputs"]}
    summary = {"state": record["state"], "seconds": record["seconds"], "rows": outputs}
    if "error" in record:
        summary["error"] = {
            "code": record["error"]["code"],
            "message": record["error"]["message"][:200],
        }
    text = json.dumps(summary)
    if len(text) > MESSAGE_BYTES:
        text = json.dumps({**summary, "rows": sum(outputs.values())})
    try:
        if path.parent.is_dir():
            path.write_text(text[:MESSAGE_BYTES], encoding="utf-8")
    except OSError as error:
        tell(sys.stderr, f"The summary could not be written: {error}.")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Runs a job directory of Sluice.")
    default = os.environ.get("SLUICE_BASE", "/opt/ml/processing")
    parser.add_argument("--base", default=default, help=f"the job directory ({default})")
    base = Path(parser.parse_args(arguments).base).resolve()
    stop = StopFlag()
    stop.install()
    clock = time.monotonic()
    plan: dict = {}
    record = new_record(plan)

    def finish(error: BaseException | None = None) -> None:
        if error is not None:
            keep_failure(record, failure_of(error, stop))
        clean(base, plan)
        record["seconds"] = round(time.monotonic() - clock, 3)
        write_record(base, record)
        write_message(record)

    stop.give_up = lambda: finish(Stopped())
    problem: BaseException | None = None
    try:
        plan = read_plan(base)
        record = new_record(plan)
        os.chdir(base)
        execute(base, plan, record, stop)
    except BaseException as error:
        if os.environ.get("SLUICE_DEBUG"):
            traceback.print_exc()
        problem = error
    stop.held = True
    with stop.finishing:
        finish(problem)
    failed_check = record.get("error", {}).get("code") == "check-failed"
    return 3 if failed_check else EXIT_CODES[record["state"]]


if __name__ == "__main__":
    if sys.version_info < (3, 10):  # noqa: UP036 - older ones still parse this file
        sys.exit("Sluice needs Python 3.10 or newer.")
    sys.exit(main())
