"""Runs the DuckDB script `argv[1]`; each further `name=value` replaces one of its variables."""

import re
import sys

import duckdb


def replaced(script, name, value):
    line = f"SET VARIABLE {name} = '{value.replace(chr(39), 2 * chr(39))}';"
    pattern = re.compile(rf"^SET VARIABLE {name} = .*;$", re.MULTILINE)
    script, count = pattern.subn(lambda _: line, script)
    if count != 1:
        sys.exit(f"{count} lines set {name}")
    return script


with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
for argument in sys.argv[2:]:
    text = replaced(text, *argument.split("=", 1))
duckdb.connect().execute(text)
