"""What others take for data on S3: `s3.py PEER FOLDER URI PART`; prints the seconds it took.

PEER: `download` (what `aws s3 cp` does, ten requests at a time), `httpfs` (DuckDB), `polars`.
PART: `first` rows, one `column`, the `full` table. The address and the keys stand in `AWS_*`.
"""

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COLUMN = "amount"


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def download(uri: str, folder: Path) -> float:
    import boto3

    client = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL_S3"])
    bucket, _, prefix = uri.removeprefix("s3://").partition("/")

    def one(key: str) -> None:
        path = folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        client.download_file(bucket, key, str(path))

    def every() -> None:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        keys = [entry["Key"] for page in pages for entry in page["Contents"]]
        with ThreadPoolExecutor(10) as pool:
            list(pool.map(one, keys))

    return timed(every)


def httpfs(uri: str, part: str) -> float:
    import duckdb
    import duckdb_extension_httpfs

    extension = next(Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension"))
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    connection.execute(f"LOAD '{extension}'")
    endpoint = os.environ["AWS_ENDPOINT_URL_S3"].removeprefix("http://")
    connection.execute(
        "CREATE SECRET (TYPE s3, URL_STYLE 'path', USE_SSL false, REGION 'us-east-1', "
        f"ENDPOINT '{endpoint}', KEY_ID '{os.environ['AWS_ACCESS_KEY_ID']}', "
        f"SECRET '{os.environ['AWS_SECRET_ACCESS_KEY']}')"
    )
    source = f"read_parquet('{uri}**/*.parquet')" if uri.endswith("/") else f"read_parquet('{uri}')"
    # SUMMARIZE ends with “STDDEV_SAMP is out of range” where a column holds NaN.
    nan = "CASE WHEN isnan(ratio) THEN NULL ELSE ratio END AS ratio"
    statement = {
        "first": f"SELECT * FROM {source} LIMIT 200",
        "column": f"SUMMARIZE SELECT {COLUMN} FROM {source}",
        "full": f"SUMMARIZE SELECT * REPLACE ({nan}) FROM {source}",
    }[part]
    return timed(lambda: connection.execute(statement).fetchall())


def polars(uri: str, part: str) -> float:
    import polars as pl

    options = {
        "aws_endpoint_url": os.environ["AWS_ENDPOINT_URL_S3"],
        "aws_access_key_id": os.environ["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": os.environ["AWS_SECRET_ACCESS_KEY"],
        "aws_region": "us-east-1",
        "aws_allow_http": "true",
    }
    source = f"{uri}**/*.parquet" if uri.endswith("/") else uri

    lazy = pl.scan_parquet(source, storage_options=options)
    return timed(
        {
            "first": lambda: lazy.head(200).collect(),
            "column": lambda: lazy.select(COLUMN).describe(),
            "full": lambda: lazy.describe(),
        }[part]
    )


if __name__ == "__main__":
    peer, given_folder, given_uri, given_part = sys.argv[1:5]
    if peer == "download":
        took = download(given_uri, Path(given_folder))
    else:
        took = {"httpfs": httpfs, "polars": polars}[peer](given_uri, given_part)
    sys.stdout.write(str(took))
