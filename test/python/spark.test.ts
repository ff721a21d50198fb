import { expect, it } from 'vitest';
import { useBuild } from '../cli/build.ts';
import { floorPython, python, useNotebook } from './kernel.ts';

useBuild();
const notebook = useNotebook();

const script = `
import json
from pyspark.sql import SparkSession
import sluice
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
few = spark.createDataFrame([(2**60 + 1, "a"), (None, None)], "n bigint, s string")
many = spark.range(100_001)
refused = []
for work in (lambda: sluice.profile(few, full=True, name="few"), lambda: sluice.apply({"steps": []}, few)):
    try: work()
    except sluice.SluiceError as error: refused.append(error.message)
found = sluice.profile(few, name="few")
print(json.dumps([found["n"]["max"], found["s"]["nulls"], repr(found).split("\\n")[0], repr(sluice.profile(many, name="many")).split("\\n")[0], *refused]))
`;

it.each([
  ['PySpark 4', python],
  ['PySpark 3.5', floorPython],
])(
  'of a frame of %s the first rows are looked at, and that is said',
  async (_what, program) => {
    const env = { JAVA_HOME: process.env['JAVA_HOME'] ?? '', PYSPARK_PYTHON: program };
    const end = await notebook().run(program, ['-c', script], { env });
    expect(end.code, end.stderr).toBe(0);
    expect(JSON.parse(end.stdout.trim().split('\n').at(-1) ?? '')).toEqual([
      '1152921504606846977',
      1,
      'few: pyspark.DataFrame, 2 rows × 2 columns, exact',
      'many: pyspark.DataFrame, the first 100,000 rows; there are more × 1 column, exact',
      'few is a Spark frame, of which only a look at the first rows is offered.',
      'data frame is a Spark frame, which a recipe is not applied to here.',
    ]);
  },
  150_000,
);
