"""Trains here as SageMaker's built-in XGBoost would: `python train_xgboost.py JOB.json`.

The job names the channels (folders or files of CSV without header, label first), the
hyperparameters and the folder for the model. Every round is printed as the built-in algorithm does,
`[0]\\ttrain-auc:…\\tvalidation-auc:…`; the last line of stdout is the result as JSON. With
`early_stopping_rounds` the model keeps its best round, as in AWS's container.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import re
import signal
import sys
import tarfile
import time
import traceback
from pathlib import Path

MODEL = "xgboost-model"
# As in aws/sagemaker-xgboost-container (Apache-2.0), constants/xgb_constants.py.
MAXIMIZED = ("auc", "aucpr", "map", "ndcg")


class Failure(Exception):
    """One sentence, its code, and where it helps the library's words."""

    def __init__(self, code: str, message: str, detail: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.detail = detail


def require_xgboost(version: str) -> str:
    """The installed version, which must have the major.minor of the document's `3.2-0`."""
    wanted = version.split("-")[0]
    for name in ("xgboost-cpu", "xgboost"):
        try:
            here = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        if here.split(".")[:2] == wanted.split("."):
            return here
        raise Failure(
            "python",
            f"The training asks for XGBoost {wanted}, but Python {platform.python_version()} "
            f"has {name} {here}.",
        )
    raise Failure("python", f"Python {platform.python_version()} has no xgboost-cpu.")


def csv_files(channel: str, paths: list[str]) -> list[Path]:
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found = [file for file in path.rglob("*") if file.is_file()]
            files += [file for file in found if not file.name.startswith((".", "_"))]
        else:
            files.append(path)
    # Empty files are what an empty part of a split leaves.
    files = sorted(file for file in files if file.stat().st_size > 0)
    if not files:
        raise Failure("bad-data", f"Channel {channel} holds no rows.")
    return files


def read_channel(duckdb, numpy, channel: str, paths: list[str]):
    """Rows of a channel as float32, the label first; an empty cell is a missing value."""
    files = csv_files(channel, paths)
    tables = [read_file(duckdb, numpy, channel, file) for file in files]
    widths = {table.shape[1] for table in tables}
    if len(widths) > 1:
        shown = " and ".join(str(width) for width in sorted(widths))
        raise Failure("bad-data", f"Files of channel {channel} differ: {shown} columns.")
    table = tables[0] if len(tables) == 1 else numpy.concatenate(tables)
    return table[:, 1:], table[:, 0]


def read_file(duckdb, numpy, channel: str, file: Path):
    with file.open(encoding="utf-8", errors="replace") as opened:
        columns = opened.readline().count(",") + 1
    if columns < 2:
        raise Failure("bad-data", f"{file.name} of channel {channel} has a label and no features.")
    types = ", ".join(f"'c{index}': 'DOUBLE'" for index in range(columns))
    sql = f"""SELECT * FROM read_csv($path, columns = {{{types}}}, auto_detect = false,
        header = false, delim = ',', quote = '"', escape = '"', nullstr = '')"""
    try:
        cells = duckdb.execute(sql, {"path": str(file)}).fetchnumpy()
    except duckdb.Error as error:
        raise bad_cell(error, channel, file) from error
    table = numpy.empty((len(cells["c0"]), columns), dtype=numpy.float32)
    for index in range(columns):
        table[:, index] = numpy.ma.filled(cells[f"c{index}"].astype(numpy.float64), numpy.nan)
    refuse(numpy, numpy.isnan(table[:, 0]), channel, file, "has no label")
    refuse(numpy, numpy.isinf(table).any(axis=1), channel, file, "holds an infinity")
    return table


def refuse(numpy, rows, channel: str, file: Path, what: str) -> None:
    if rows.any():
        line = int(numpy.argmax(rows)) + 1
        raise Failure("bad-data", f"Line {line} of {file.name} of channel {channel} {what}.")


def bad_cell(error: Exception, channel: str, file: Path) -> Failure:
    text = str(error)
    line = re.search(r"CSV Error on Line: (\d+)", text)
    value = re.search(r'Could not convert string "(.*?)" to', text)
    where = f"Line {line[1]} of {file.name}" if line else file.name
    if value:
        header = "; the file must have no header" if line and line[1] == "1" else ""
        message = f"{where} of channel {channel} holds “{value[1]}”, which is no number{header}."
    else:
        message = f"{where} of channel {channel} is not the CSV that XGBoost reads."
    return Failure("bad-data", message, text)


def print_rounds(xgboost):
    class PrintRound(xgboost.callback.TrainingCallback):
        """One line a round in the built-in algorithm's form."""

        def after_iteration(self, _model, epoch: int, evals_log: dict) -> bool:
            parts = [f"[{epoch}]"]
            for channel, metrics in evals_log.items():
                parts += [
                    f"{channel}-{name}:{last(values):.5f}" for name, values in metrics.items()
                ]
            print("\t".join(parts), flush=True)
            return False

    return PrintRound()


def last(values: list) -> float:
    value = values[-1]
    return float(value[0] if isinstance(value, tuple) else value)


def parameters(hyperparameters: dict) -> tuple[dict, int, int | None, list[str]]:
    params = {name: value for name, value in hyperparameters.items()}
    rounds = int(params.pop("num_round"))
    patience = params.pop("early_stopping_rounds", None)
    metrics = [name.strip() for name in str(params.pop("eval_metric", "")).split(",")]
    metrics = [name for name in metrics if name]
    if metrics:
        params["eval_metric"] = metrics
    for name, value in params.items():
        if isinstance(value, bool):
            params[name] = int(value)
    params.setdefault("nthread", cpu_count())
    return params, rounds, None if patience is None else int(patience), metrics


def cpu_count() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def train(job: dict) -> dict:
    clock = time.monotonic()
    version = require_xgboost(job["version"])
    import duckdb
    import numpy

    tables = {}
    for channel in ("train", "validation"):
        if channel not in job["channels"]:
            continue
        features, label = read_channel(duckdb, numpy, channel, job["channels"][channel])
        print(f"Channel {channel}: {len(label):,} rows, {features.shape[1]} features", flush=True)
        tables[channel] = features, label
    # Last, as it takes seconds: what is wrong with the data has been told by then.
    import xgboost

    matrices = {
        channel: xgboost.DMatrix(features, label=label)
        for channel, (features, label) in tables.items()
    }
    widths = {matrix.num_col() for matrix in matrices.values()}
    if len(widths) > 1:
        raise Failure("bad-data", "Channels train and validation differ in their columns.")
    params, rounds, patience, metrics = parameters(job["hyperparameters"])
    callbacks = [print_rounds(xgboost)]
    # The container stops early by the last metric of the list, on the validation channel only.
    if patience is not None and metrics and "validation" in matrices:
        callbacks.append(
            xgboost.callback.EarlyStopping(
                rounds=patience,
                data_name="validation",
                metric_name=metrics[-1],
                maximize=metrics[-1].split("@")[0] in MAXIMIZED,
                save_best=True,
            )
        )
    history: dict = {}
    try:
        booster = xgboost.train(
            params,
            matrices["train"],
            num_boost_round=rounds,
            evals=[(matrix, name) for name, matrix in matrices.items()],
            evals_result=history,
            callbacks=callbacks,
            verbose_eval=False,
        )
    except (xgboost.core.XGBoostError, ValueError) as error:
        raise refused(error) from error
    judged = "validation" if "validation" in matrices else "train"
    name, values = list(history[judged].items())[-1]
    return {
        "metric": {"name": f"{judged}-{name}", "value": last(values)},
        "rounds": len(values),
        "modelRounds": booster.num_boosted_rounds(),
        "model": save(booster, Path(job["model"])),
        "rows": {name: matrix.num_row() for name, matrix in matrices.items()},
        "versions": {"xgboost": version, "python": platform.python_version()},
        "seconds": round(time.monotonic() - clock, 3),
    }


def refused(error: Exception) -> Failure:
    text = str(error)
    # "[22:10:05] file.cc:12: Check failed: condition: what was wrong" and a stack below it.
    first = next((line for line in text.splitlines() if line.strip()), type(error).__name__)
    reason = re.sub(r"^\[[\d:]+\] \S+: ", "", first)
    return Failure("bad-data", f"XGBoost refused the training: {reason.strip().rstrip('.')}.", text)


def save(booster, folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    # The ending chooses the format, which is the one that a file without ending would get.
    plain = folder / f"{MODEL}.ubj"
    booster.save_model(str(plain))
    archive = folder / "model.tar.gz"
    partial = folder / "model.tar.gz.partial"
    with tarfile.open(partial, "w:gz") as tar:
        tar.add(plain, arcname=MODEL)
    os.replace(partial, archive)
    plain.unlink()
    return str(archive)


def main() -> int:
    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
        result = train(job)
    except KeyboardInterrupt:
        print("The training was stopped.", file=sys.stderr)
        return 130
    except Exception as error:
        if os.environ.get("SLUICE_DEBUG"):
            traceback.print_exc()
        known = error if isinstance(error, Failure) else unforeseen(error)
        failure = {"code": known.code, "message": str(known), "detail": known.detail}
        print(json.dumps({"error": failure}), flush=True)
        print(str(known), file=sys.stderr)
        return 1
    print(json.dumps(result), flush=True)
    return 0


def unforeseen(error: Exception) -> Failure:
    if isinstance(error, MemoryError):
        return Failure("out-of-memory", "There is not enough memory for this training.")
    if isinstance(error, ImportError):
        return Failure("python", f"This Python cannot train: {error}.")
    if isinstance(error, OSError):
        code = "disk-full" if error.errno == 28 else "bad-data"
        return Failure(code, f"A file could not be read or written: {error}.")
    return Failure("internal", f"The training failed: {error}.", traceback.format_exc())


if __name__ == "__main__":
    sys.exit(main())
