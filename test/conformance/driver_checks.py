"""Runs emitted checks: reads a list of cases, executes each on its target, writes what they yield.

Usage: python driver_checks.py cases.json results.json
A case is {id, target, imports, helpers, takes, lines, inputs, parameters}; a result is
{id, error, checks}, with what the function `checks` yielded.
"""

import json
import math
import sys
import traceback
import warnings

from driver_operations import Pandas, Polars, Pyspark, parameter

SOURCE = """{imports}

{helpers}

def checks({takes}):
{body}
"""


def table_of(frame, target):
    """The final table as scripts have it."""
    if target == "pandas":
        import pyarrow as pa

        return pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata()
    return frame.collect(engine="streaming") if target == "polars" else frame.cache()


def figure(found):
    if found == "no value" or math.isnan(found):
        return None
    return float(found)


def run(case, engine):
    code = SOURCE.format(
        imports="\n".join(case["imports"]),
        helpers="\n\n".join(case["helpers"]),
        takes=", ".join(["table", *case["takes"]]),
        body="\n".join("    " + line for text in case["lines"] for line in text.split("\n")),
    )
    names = {}
    exec(compile(code, case["id"], "exec"), names)
    inputs = {name: engine.read(path) for name, path in case["inputs"].items()}
    params = {
        name: parameter(kind, value, case["target"])
        for name, (kind, value) in case["parameters"].items()
    }
    table = table_of(inputs.pop("main"), case["target"])
    taken = [params if name == "params" else inputs[name] for name in case["takes"]]
    return [
        [severity, rule, bool(broken), figure(found)]
        for severity, rule, broken, found in names["checks"](table, *taken)
    ]


def main(cases_path, results_path):
    with open(cases_path, encoding="utf-8") as file:
        cases = json.load(file)
    # What a user of the script would see as a warning is a defect of the script.
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=ResourceWarning)
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    kinds = {"pandas": Pandas, "polars": Polars, "pyspark": Pyspark}
    engines, results = {}, []
    for case in cases:
        target = case["target"]
        error, checks = None, []
        try:
            if target not in engines:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    engines[target] = kinds[target]()
            checks = run(case, engines[target])
        except BaseException as caught:
            if isinstance(caught, KeyboardInterrupt):
                raise
            place = "\n".join(traceback.format_exc().splitlines()[-8:])
            error = f"{type(caught).__name__}: {str(caught)[:5000]}\n{place}"
        results.append({"id": case["id"], "error": error, "checks": checks})
    with open(results_path, "w", encoding="utf-8") as file:
        json.dump(results, file)
    if "pyspark" in engines:
        engines["pyspark"].session.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
