"""Writes Parquet files into the folder `argv[1]` that are odd or broken."""

import pathlib
import sys

import pyarrow as pa
import pyarrow.parquet as pq

folder = pathlib.Path(sys.argv[1])
numbers = pa.table({"n": range(50_000), "text": [f"row {i}" for i in range(50_000)]})


def write(name, table, **options):
    pq.write_table(table, folder / name, **options)
    return (folder / name).read_bytes()


sound = write("sound.parquet", numbers)
(folder / "cut.parquet").write_bytes(sound[: len(sound) // 2])
footer = len(sound) - 8 - int.from_bytes(sound[-8:-4], "little")
(folder / "footless.parquet").write_bytes(sound[:footer] + b"\xff" * 99 + sound[footer + 99 :])
plain = write("damaged.parquet", numbers, compression="zstd", use_dictionary=False)
(folder / "damaged.parquet").write_bytes(plain[:2000] + bytes(30_000) + plain[32_000:])
write("columnless.parquet", pa.table({"n": [1, 2]}).select([]))
twice = pa.Table.from_arrays([pa.array([1, 2]), pa.array(["a", "b"])], names=["n", "n"])
write("twice.parquet", twice)
write("case.parquet", pa.table({"n": [1, 2], "N": ["a", "b"]}))
(folder / "sound.csv").write_bytes(sound)
