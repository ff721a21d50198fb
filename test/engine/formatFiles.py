"""Writes files of other formats than Parquet and text into the folder `argv[1]`."""

import datetime as dt
import itertools
import pathlib
import sys
import zipfile
from decimal import Decimal

import polars as pl
import pyarrow as pa
import pyarrow.ipc as ipc

folder = pathlib.Path(sys.argv[1])
COUNT = 5000


def repeat(values, kind):
    return pa.array(list(itertools.islice(itertools.cycle(values), COUNT)), kind)


table = pa.table(
    {
        "i64": repeat([2**63 - 1, None, -(2**63), 2**53 + 1], pa.int64()),
        "u64": repeat([2**64 - 1, None, 1], pa.uint64()),
        "u8": repeat([255, None], pa.uint8()),
        "f16": repeat([1.5, None, -0.25], pa.float16()),
        "f32": repeat([1.5, None, float("nan")], pa.float32()),
        "f64": repeat([0.1, None, float("-inf")], pa.float64()),
        "flag": repeat([True, None, False], pa.bool_()),
        "text": repeat(["", "a", "ü🎈" * 5, None, "x" * 40], pa.string()),
        "large": repeat(["q", None], pa.large_string()),
        "view": repeat(["short", "longer than twelve bytes", None], pa.string_view()),
        "bytes": repeat([b"\x00\xff", None, b""], pa.binary()),
        "fixed": repeat([b"abcd", None], pa.binary(4)),
        "date32": repeat([dt.date(2020, 1, 2), None, dt.date(1, 1, 1)], pa.date32()),
        "date64": repeat([dt.date(1969, 12, 31), None], pa.date64()),
        "time_s": repeat([1, None, 86_399], pa.time32("s")),
        "time_ns": repeat([1, None, 86_399_999_999_999], pa.time64("ns")),
        "ts_s": repeat([-1, None, 10**9], pa.timestamp("s")),
        "ts_ms": repeat([-1, None], pa.timestamp("ms")),
        "ts_us": repeat([-1, None, 2**53 + 1], pa.timestamp("us")),
        "ts_ns": repeat([1, None], pa.timestamp("ns")),
        "zoned": repeat([1, None], pa.timestamp("us", "Europe/Berlin")),
        "duration": repeat([5, None], pa.duration("ns")),
        "dec128": repeat(
            [Decimal("12345678901234567890123456789012345.678"), None, Decimal("-0.001")],
            pa.decimal128(38, 3),
        ),
        "dec4": repeat([Decimal("-1.5"), None], pa.decimal128(4, 1)),
        "dec256": repeat([Decimal("9" * 70 + ".25"), None, Decimal("-0.01")], pa.decimal256(76, 2)),
        "list": repeat([[1, None, 3], None, []], pa.list_(pa.int64())),
        "large_list": repeat([["a", None], None, []], pa.large_list(pa.string())),
        "struct": repeat(
            [{"a": 1, "b": "x"}, None, {"a": None, "b": "y"}],
            pa.struct([("a", pa.int64()), ("b", pa.string())]),
        ),
        "map": repeat([[("k", 1), ("l", None)], None, []], pa.map_(pa.string(), pa.int64())),
        "deep": repeat(
            [[{"a": [1, 2]}, None], None], pa.list_(pa.struct([("a", pa.list_(pa.int32()))]))
        ),
        "codes": repeat(["a", "b", None, "a"], pa.string()).dictionary_encode(),
        "nothing": pa.nulls(COUNT),
    }
)
for codec in [None, "lz4", "zstd"]:
    options = ipc.IpcWriteOptions(compression=codec)
    with ipc.new_file(folder / f"file_{codec}.arrow", table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=3000)
    with ipc.new_stream(folder / f"stream_{codec}.arrows", table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=3000)
schema = pa.schema([("d", pa.dictionary(pa.int8(), pa.string()))])
options = ipc.IpcWriteOptions(emit_dictionary_deltas=True)
with ipc.new_stream(folder / "delta.arrows", schema, options=options) as writer:
    for codes, words in [([0, 1], "ab"), ([0, 2, None], "abc"), ([1, 0], "zy")]:
        column = pa.DictionaryArray.from_arrays(pa.array(codes, pa.int8()), pa.array(list(words)))
        writer.write_batch(pa.record_batch([column], schema=schema))
pl.from_arrow(table.select(["i64", "text", "codes"])).write_ipc(
    folder / "polars.arrow", compression="zstd"
)
(folder / "feather1.feather").write_bytes(b"FEA1" + bytes(100))
whole = (folder / "file_lz4.arrow").read_bytes()
(folder / "half.arrow").write_bytes(whole[: len(whole) // 2])
hurt = bytearray(whole)
hurt[2000:60_000:7] = bytes(len(range(2000, 60_000, 7)))
(folder / "hurt.arrow").write_bytes(hurt)
stream = (folder / "stream_None.arrows").read_bytes()
(folder / "half.arrows").write_bytes(stream[: len(stream) // 2])

pl.DataFrame(
    {
        "i64": [2**63 - 1, None, -(2**63)],
        "date": [dt.date(2020, 1, 2), None, dt.date(1, 1, 1)],
        "moment": [dt.datetime(2020, 1, 2, 3, 4, 5, 6), None, dt.datetime(1, 1, 1)],
        "text": ["ü", None, ""],
        "list": [[1, 2], None, []],
        "flag": [True, None, False],
        "f64": [0.1, None, float("inf")],
    }
).write_avro(folder / "polars.avro", "snappy")
for codec in ["uncompressed", "deflate"]:
    pl.DataFrame({"n": range(5000)}).write_avro(folder / f"{codec}.avro", codec)
avro = (folder / "deflate.avro").read_bytes()
(folder / "half.avro").write_bytes(avro[: len(avro) // 2])
(folder / "head.avro").write_bytes(avro[:60])

CONTENT = "http://schemas.openxmlformats.org/"
MAIN = f'xmlns="{CONTENT}spreadsheetml/2006/main"'
OFFICE = f'xmlns:r="{CONTENT}officeDocument/2006/relationships"'
PACKAGE = f'xmlns="{CONTENT}package/2006/relationships"'


def workbook(name, sheets, epoch_1904=False, after=""):
    """A workbook of sheets of raw XML rows; style 1 is a date, 2 a moment, 3 a time of day."""
    ids = range(1, len(sheets) + 1)
    names = "".join(
        f'<sheet name="{title}" sheetId="{i}" r:id="rId{i}"/>' for i, title in enumerate(sheets, 1)
    )
    calendar = '<workbookPr date1904="1"/>' if epoch_1904 else ""
    links = "".join(
        f'<Relationship Id="rId{i}" Target="worksheets/sheet{i}.xml" '
        f'Type="{CONTENT}officeDocument/2006/relationships/worksheet"/>'
        for i in ids
    )
    styles = (
        f'<Relationship Id="rId99" Target="styles.xml" '
        f'Type="{CONTENT}officeDocument/2006/relationships/styles"/>'
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for i in ids
    )
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{CONTENT}package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
            f'officedocument.spreadsheetml.sheet.main+xml"/>{overrides}</Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships {PACKAGE}><Relationship Id="rId1" Target="xl/workbook.xml" '
            f'Type="{CONTENT}officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f"<workbook {MAIN} {OFFICE}>{calendar}<sheets>{names}</sheets></workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f"<Relationships {PACKAGE}>{links}{styles}</Relationships>",
        )
        book.writestr(
            "xl/styles.xml",
            f'<styleSheet {MAIN}><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>'
            '<xf numFmtId="22"/><xf numFmtId="21"/></cellXfs></styleSheet>',
        )
        for i, rows in enumerate(sheets.values(), 1):
            book.writestr(
                f"xl/worksheets/sheet{i}.xml",
                f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>",
            )


def text(ref, value):
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def cell(ref, value, more=""):
    return f'<c r="{ref}"{more}><v>{value}</v></c>'


header = "".join(
    text(f"{letter}1", name)
    for letter, name in zip(
        "ABCDEFGHI",
        ["n", "f", "day", "moment", "time", "flag", "formula", "failed", "mixed"],
        strict=True,
    )
)
rows = f'<row r="1">{header}</row><row r="2">' + "".join(
    [
        cell("A2", 1),
        cell("B2", 0.1),
        cell("C2", 43832, ' s="1"'),
        cell("D2", 43832.5, ' s="2"'),
        cell("E2", 0.25, ' s="3"'),
        cell("F2", 1, ' t="b"'),
        '<c r="G2"><f>A2*2</f><v>2</v></c>',
        cell("H2", "#N/A", ' t="e"'),
        cell("I2", 7),
    ]
)
rows += '</row><row r="4">' + "".join(
    [
        cell("A4", 9007199254740991),
        cell("B4", -2e300),
        cell("C4", 1, ' s="1"'),
        cell("D4", 43833.25, ' s="2"'),
        cell("F4", 0, ' t="b"'),
        '<c r="G4"><f>A4</f><v>4.5</v></c>',
        cell("H4", 3),
        text("I4", " a &amp; b "),
    ]
)
rows += "</row>"
second = '<row r="3">' + text("C3", "x") + '</row><row r="4">' + cell("D4", 5) + "</row>"
workbook("book.xlsx", {"First": rows, "Zweite ☃": second, "Empty": ""})
merged = '<row r="1">' + text("A1", "a") + text("B1", "b") + "</row>"
merged += '<row r="2">' + cell("A2", 1) + cell("B2", 2) + '</row><row r="3">' + cell("B3", 3)
ranges = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
workbook("merged.xlsx", {"Merged": merged + "</row>"}, after=ranges)
workbook("book1904.xlsx", {"First": '<row r="1">' + cell("A1", 42370, ' s="1"') + "</row>"}, True)
long = "".join(
    f'<row r="{i}">{cell(f"A{i}", i)}{text(f"B{i}", f"row {i}")}</row>' for i in range(1, 120_001)
)
workbook("long.xlsx", {"Long": long})
book = (folder / "book.xlsx").read_bytes()
(folder / "half.xlsx").write_bytes(book[: len(book) // 2])
(folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
with zipfile.ZipFile(folder / "calc.ods", "w") as book:
    book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
with zipfile.ZipFile(folder / "some.zip", "w") as book:
    book.writestr("a.txt", "a")
(folder / "some.orc").write_bytes(b"ORC" + bytes(100))

data = b"a,b\n" + b"".join(b"%d,x%d\n" % (i, i) for i in range(100_000))
packed = pa.compress(data, codec="zstd", asbytes=True)
(folder / "text.csv.zst").write_bytes(packed)
(folder / "half.csv.zst").write_bytes(packed[: len(packed) // 2])
(folder / "twice.csv.zst").write_bytes(packed + pa.compress(b"7,y\n", codec="zstd", asbytes=True))
(folder / "lines.jsonl.zst").write_bytes(pa.compress(b'{"a": 1}\n', codec="zstd", asbytes=True))
(folder / "hidden.csv").write_bytes(packed)
(folder / "plain.csv.zst").write_bytes(b"a\n1\n")
