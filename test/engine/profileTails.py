"""Heavy-tailed columns, their quantiles and histograms by numpy, for profileTails.test.ts."""

import json
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 3_000_000
PERCENTS = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

random = np.random.default_rng(5)
columns = {
    "cauchy": random.standard_cauchy(ROWS),
    "one huge": np.where(np.arange(ROWS) == 7, 1e300, random.random(ROWS)),
    "lognormal": np.exp(random.normal(0, 6, ROWS)),
    "mass at zero": np.where(random.random(ROWS) < 0.6, 0.0, random.random(ROWS) * 1e6),
    "tiny": random.random(ROWS) * 1e-300,
    "wide": (random.random(ROWS) - 0.5) * 1.7e308,
}
pq.write_table(pa.table(columns), sys.argv[1], row_group_size=100_000)
figures = {
    name: {
        "quantiles": np.quantile(values, PERCENTS).tolist(),
        "histogram": np.histogram(values, bins=20)[0].tolist(),
    }
    for name, values in columns.items()
}
print(json.dumps(figures))
