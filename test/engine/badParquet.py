"""Writes Parquet files that are odd or broken into the folder `argv[1]`."""

import base64
import pathlib
import struct
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe

folder = pathlib.Path(sys.argv[1])
numbers = pa.table(
    {"n": pa.array(range(20_000), pa.int64()), "text": [f"row {i}" for i in range(20_000)]}
)


def write(name, table=numbers, **options):
    pq.write_table(table, folder / name, **options)
    return (folder / name).read_bytes()


def put(name, data):
    (folder / name).write_bytes(data)


def footer_start(data):
    return len(data) - 8 - int.from_bytes(data[-8:-4], "little")


sound = write("sound.parquet")
put("half.parquet", sound[: len(sound) // 2])
put("without_tail.parquet", sound[:-4])
put("short.parquet", b"PAR1PAR1")
put("only_magic.parquet", b"PAR1")
start = footer_start(sound)
put("wrong_footer.parquet", sound[:start] + b"\xff" * 99 + sound[start + 99 :])
put("long_footer.parquet", sound[:-8] + struct.pack("<I", 2**31 - 9) + b"PAR1")
put("zero_footer.parquet", sound[:-8] + struct.pack("<I", 0) + b"PAR1")
for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
    plain = write(f"page_{codec}.parquet", compression=codec, use_dictionary=False)
    hurt = bytearray(plain)
    # Behind the header of the first page, within its values.
    for at in range(200, 2200):
        hurt[at] ^= 0xA5
    put(f"page_{codec}.parquet", bytes(hurt))
header = bytearray(sound)
header[4:40] = b"\xee" * 36
put("page_header.parquet", bytes(header))
moved = bytearray(write("checked.parquet", write_page_checksum=True, compression="none"))

# The codec is field 4 of a column's metadata, behind the path; 15 is none that there is, 3 is LZO.
one = pa.table({"only": pa.array(range(1000), pa.int64())})
plain = write("codec.parquet", one, compression="none", use_dictionary=False)
place = plain.rindex(b"only\x15\x00\x16")
for name, codec in [("unknown_codec.parquet", 15), ("lzo.parquet", 3)]:
    put(name, plain[: place + 5] + bytes([codec * 2]) + plain[place + 6 :])
(folder / "codec.parquet").unlink()


class Keys(pe.KmsClient):
    """Keeps keys by no better means than base64: the files are what matters."""

    def __init__(self, config):
        pe.KmsClient.__init__(self)

    def wrap_key(self, key_bytes, master_key_identifier):
        return base64.b64encode(key_bytes)

    def unwrap_key(self, wrapped_key, master_key_identifier):
        return base64.b64decode(wrapped_key)


for name, plaintext in [("encrypted_footer.parquet", False), ("encrypted_column.parquet", True)]:
    factory = pe.CryptoFactory(Keys)
    config = pe.EncryptionConfiguration(
        footer_key="a", column_keys={"b": ["n"]}, plaintext_footer=plaintext
    )
    properties = factory.file_encryption_properties(pe.KmsConnectionConfig(), config)
    with pq.ParquetWriter(
        folder / name, numbers.schema, encryption_properties=properties
    ) as writer:
        writer.write_table(numbers)

write("no_rows.parquet", numbers.slice(0, 0))
write("no_columns.parquet", numbers.select([]))
write("groups.parquet", numbers.slice(0, 10_000), row_group_size=1)
write("one_group.parquet", pa.table({"n": np.arange(3_000_000)}), row_group_size=3_000_000)
write(
    "int96.parquet",
    pa.table({"t": pa.array([0, -1, 2**40, None], pa.timestamp("us"))}),
    use_deprecated_int96_timestamps=True,
)
write("bss.parquet", one, use_dictionary=False, column_encoding={"only": "BYTE_STREAM_SPLIT"})

# Statistics: those that are there tell lies, or leave out what the figures need.
values = pa.table(
    {
        "n": pa.array([1_111_111, 5_555_555, 9_999_999], pa.int64()),
        "f": pa.array([float("nan"), 1.5, -0.0]),
        "s": ["ä", "b", "Z"],
    }
)
write("stats_none.parquet", values, write_statistics=False)
lies = write("stats_wrong.parquet", values, use_dictionary=False, compression="none")
start = footer_start(lies)
footer = lies[start:]
for true, false in [(1_111_111, 2_222_222), (9_999_999, 8_888_888)]:
    footer = footer.replace(struct.pack("<q", true), struct.pack("<q", false))
put("stats_wrong.parquet", lies[:start] + footer)
# The deprecated fields min and max have no order that anyone defined: here they change places.
low, high = struct.pack("<q", 1_111_111), struct.pack("<q", 9_999_999)
footer = lies[start:].replace(low, b"LOWLOWLO").replace(high, low).replace(b"LOWLOWLO", high)
put("stats_turned.parquet", lies[:start] + footer)
