"""Runs the DuckDB script `argv[1]`; each further argument `name=value` replaces a variable of it."""

import re
import sys

import duckdb

with open(sys.argv[1], encoding="utf-8") as file:
    script = file.read()
for argument in sys.argv[2:]:
    name, value = argument.split("=", 1)
    literal = "'" + value.replace("'", "''") + "'"
    pattern = rf"^SET VARIABLE {name} = .*;$"
    script, count = re.subn(
        pattern, lambda _: f"SET VARIABLE {name} = {literal};", script, flags=re.M
    )
    if count != 1:
        sys.exit(f"{count} lines set {name}")
duckdb.connect().execute(script)
