"""A long-lived process that runs one case after another on pandas and polars.

Reads a case as JSON from each line of its input and writes a line {id, error} for each: error is
null where the table lies at `output`. A case with `lines` is a step, as in driver_operations; one
with `script` is a whole exported script, which writes below the folder `output`.
"""

import json
import sys
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "conformance"))

import driver_operations


def run_script(case):
    sys.argv = [case["id"], "--out", case["output"]]
    exec(compile(case["script"], case["id"], "exec"), {"__name__": "__main__"})


def run(case, engines):
    target = case["target"]
    if "script" in case:
        run_script(case)
    else:
        driver_operations.run(case, engines[target])


def main():
    answers = sys.stdout
    # What a case prints is no answer.
    sys.stdout = sys.stderr
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        engines = {"pandas": driver_operations.Pandas(), "polars": driver_operations.Polars()}
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=ResourceWarning)
    for line in sys.stdin:
        case = json.loads(line)
        error = None
        try:
            run(case, engines)
        except BaseException as caught:
            if isinstance(caught, KeyboardInterrupt):
                raise
            places = [place for place in traceback.format_exc().splitlines() if place][-9:]
            error = f"{type(caught).__name__}: {str(caught)[:2000]}\n" + "\n".join(places)[:1500]
        print(json.dumps({"id": case["id"], "error": error}), file=answers, flush=True)


if __name__ == "__main__":
    main()
