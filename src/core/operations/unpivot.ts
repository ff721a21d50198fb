import { defineOperation } from './define.ts';
import { unpivoting, unpivotSchema } from './unpivoted.ts';
import type { UnpivotParams } from './unpivoted.ts';
import { unpivotExamples } from './examples/unpivot.ts';

export default defineOperation<UnpivotParams>({
  id: 'unpivot',
  version: 1,
  title: 'Unpivot',
  category: 'tables',
  summary:
    'Turns columns into rows: for each row and each of the columns one row with the column’s name and its value; the columns that are kept are repeated. The values are brought to one type (integers to the widest, with decimals to decimals, with floats to float64, dates with timestamps to timestamps); other mixtures are refused. A null value is a row too, unless missing values are left out; NaN is a value.',
  synonyms: ['melt', 'pivot longer', 'pivot_longer', 'gather', 'wide to long', 'stack', 'reshape'],
  params: unpivotSchema,
  ...unpivoting,
  examples: unpivotExamples,
});
