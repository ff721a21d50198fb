"""What other tools take: `peer.py TASK FILE`, as a whole process; prints seconds of each part."""

import json
import sys
import time


def timed(parts: dict[str, float], name: str, started: float) -> float:
    now = time.perf_counter()
    parts[name] = now - started
    return now


def polars_describe(path: str, parts: dict[str, float]) -> None:
    import polars as pl

    started = time.perf_counter()
    pl.scan_parquet(path).describe()
    timed(parts, "describe", started)


def pandas_profile(path: str, parts: dict[str, float]) -> None:
    import pandas as pd

    started = time.perf_counter()
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    started = timed(parts, "read", started)
    # pandas 3 raises a TypeError for quantiles of decimals with Arrow dtypes.
    decimals = [name for name, dtype in frame.dtypes.items() if "decimal" in str(dtype)]
    frame.drop(columns=decimals).describe(include="all")
    started = timed(parts, "describe", started)
    frame.nunique()
    timed(parts, "nunique", started)


def ydata_sample(path: str, parts: dict[str, float]) -> None:
    import pandas as pd
    from ydata_profiling import ProfileReport

    started = time.perf_counter()
    frame = pd.read_parquet(path)
    started = timed(parts, "read", started)
    sample = frame.sample(frac=0.05, random_state=7)
    ProfileReport(sample, minimal=True, progress_bar=False).get_description()
    timed(parts, "profile of 5 %", started)


TASKS = {
    "polars-describe": polars_describe,
    "pandas-profile": pandas_profile,
    "ydata-sample": ydata_sample,
}

if __name__ == "__main__":
    figures: dict[str, float] = {}
    TASKS[sys.argv[1]](sys.argv[2], figures)
    print(json.dumps(figures))
