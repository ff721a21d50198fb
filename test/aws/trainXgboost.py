"""Stands in for AWS's built-in XGBoost container in algorithm mode.

Takes the folder that stands for /opt/ml, reads what the platform put below it (channels,
hyperparameters, channel configuration), trains with xgboost and leaves `model/xgboost-model`; a
failure's reason goes to `output/failure`. It imitates AWS's container, not Sluice's own trainer:
the two share nothing, so that a mistake in one shows against the other.
"""

import csv
import json
import logging
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import xgboost
from xgboostHyperparameters import UserError, read_hyperparameters

MAX_DEPTH = 3
log = logging.getLogger("xgboost-container")


def content_type(value: str | None) -> str:
    """The kind of data that a channel announces: libsvm where it says nothing."""
    if value is None:
        return "libsvm"
    kind, _, rest = value.lower().partition(";")
    kind = kind.strip()
    names = {"csv": "csv", "text/csv": "csv"}
    names |= dict.fromkeys(["libsvm", "text/libsvm", "text/x-libsvm"], "libsvm")
    names |= dict.fromkeys(["parquet", "application/x-parquet"], "parquet")
    if kind not in names:
        raise UserError(f"{value} is not an accepted ContentType: {', '.join(names)}.")
    if names[kind] == "csv":
        options = dict(part.strip().split("=", 1) for part in rest.split(";") if "=" in part)
        if options.get("label_size", "1") != "1":
            raise UserError(
                f"{value} is not an accepted csv ContentType. "
                "Optional parameter label_size must be equal to 1"
            )
    return names[kind]


def data_files(channel: Path) -> list[Path]:
    """Files at most three folders deep, without hidden ones."""
    found = []
    for file in sorted(channel.rglob("*")):
        depth = len(file.relative_to(channel).parts) - 1
        if file.is_file() and depth <= MAX_DEPTH and not file.name.startswith((".", "_")):
            found.append(file)
    return found


def first_line(file: Path) -> str:
    with file.open(errors="ignore") as opened:
        return opened.readline()


def delimiter_of(line: str) -> str:
    try:
        return csv.Sniffer().sniff(line).delimiter
    except csv.Error as error:
        raise UserError(f"Could not determine delimiter on line {line[:50]}:\n{error}") from error


def check_libsvm(file: Path) -> None:
    line = first_line(file)
    label, *features = line.split()
    try:
        [float(part) for part in label.split(":")]
        pairs = [feature.split(":") for feature in features]
        good = all(len(pair) == 2 for pair in pairs)
    except ValueError:
        good = False
    if not good:
        raise UserError(
            f"First line '{line[:50].rstrip()}...' of file '{file.name}' is not 'LIBSVM' format. "
            "Please ensure the file is in 'LIBSVM' format."
        )


def read_text(folder: str, kind: str, files: list[Path], weights: bool) -> xgboost.DMatrix:
    if kind == "libsvm":
        for file in files:
            check_libsvm(file)
        return xgboost.DMatrix(f"{folder}?format=libsvm")
    for file in files:
        delimiter_of(first_line(file))
    weight = "&weight_column=1" if weights else ""
    delimiter = delimiter_of(first_line(files[0]))
    return xgboost.DMatrix(f"{folder}?format=csv&label_column=0&delimiter={delimiter}{weight}")


def read_channel(channel: Path, kind: str, weights: bool) -> xgboost.DMatrix | None:
    files = data_files(channel)
    if not any(file.stat().st_size for file in files):
        return None
    if kind == "parquet":
        import pandas

        table = pandas.concat([pandas.read_parquet(file) for file in files]).to_numpy()
        return xgboost.DMatrix(table[:, 1:], label=table[:, 0])
    # The container lays all files of a channel flat into one folder before it reads them.
    with tempfile.TemporaryDirectory() as folder:
        for index, file in enumerate(files):
            os.symlink(file, Path(folder) / f"{file.name}_{index}")
        try:
            return read_text(folder, kind, files, weights)
        except xgboost.core.XGBoostError as error:
            raise UserError(f"Failed to load {kind} data with exception:\n{error}") from error


class PrintRound(xgboost.callback.TrainingCallback):
    """One line a round in the container's form."""

    def after_iteration(self, model, epoch, evals_log):
        line = f"[{epoch}]"
        for part, metrics in evals_log.items():
            for name, values in metrics.items():
                line += f"\t{part}-{name}:{values[-1]:.5f}"
        print(line, flush=True)
        return False


def train(root: Path) -> None:
    config = root / "input" / "config"
    params = read_hyperparameters(json.loads((config / "hyperparameters.json").read_text()))
    channels = json.loads((config / "inputdataconfig.json").read_text())
    if "train" not in channels:
        raise UserError("Missing required channel: train")
    for name, channel in channels.items():
        if name not in ("train", "validation", "code"):
            raise UserError(f"Extraneous channel found: {name}")
        if channel["TrainingInputMode"] == "Pipe":
            raise UserError("Pipe mode is not supported by this version of the container")
    kind = content_type(channels["train"].get("ContentType"))
    weights = params.pop("csv_weights", 0) == 1
    data = {}
    for name in ("train", "validation"):
        if name not in channels:
            continue
        matrix = read_channel(root / "input" / "data" / name, kind, weights)
        if matrix is None:
            label = "training" if name == "train" else name
            raise UserError(f"No data in {label} channel path /opt/ml/input/data/{name}")
        log.info("%s matrix has %d rows", name.capitalize(), matrix.num_row())
        data[name] = matrix
    rounds = params.pop("num_round")
    patience = params.pop("early_stopping_rounds", None)
    callbacks = [PrintRound()]
    if patience is not None:
        name = "validation" if "validation" in data else "train"
        callbacks.append(
            xgboost.callback.EarlyStopping(rounds=patience, data_name=name, save_best=True)
        )
    try:
        model = xgboost.train(
            params,
            data["train"],
            num_boost_round=rounds,
            evals=[(matrix, name) for name, matrix in data.items()],
            callbacks=callbacks,
            verbose_eval=False,
        )
    except xgboost.core.XGBoostError as error:
        customers = (
            "label must be in",
            "label and prediction size not match",
            "base_score must be",
        )
        if any(text in str(error) for text in customers):
            raise UserError(str(error)) from error
        raise
    model.save_model(str(root / "model" / "xgboost-model"))


def main() -> int:
    logging.basicConfig(
        stream=sys.stdout,
        level=logging.INFO,
        format="[%(asctime)s:%(levelname)s] %(message)s",
        datefmt="%Y-%m-%d:%H:%M:%S",
    )
    root = Path(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        train(root)
    except UserError as error:
        reason = f"ClientError: {error}"
    except Exception as error:  # the container reports whatever it is
        reason = f"AlgorithmError: XGB train call failed with exception:\n {error}"
    else:
        return 0
    print(reason, file=sys.stderr)
    shutil.rmtree(root / "model", ignore_errors=True)
    (root / "output" / "failure").write_text(reason)
    return 1


sys.exit(main())
