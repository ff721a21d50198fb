import { defineOperation } from './define.ts';
import { pivoting, pivotSchema } from './pivoted.ts';
import type { PivotParams } from './pivoted.ts';
import { pivotExamples } from './examples/pivot.ts';

export default defineOperation<PivotParams>({
  id: 'pivot',
  version: 1,
  title: 'Pivot',
  category: 'tables',
  summary:
    'One row for each combination of the row columns (null is one), and for each value of a column a new column with a figure of the cells (as in Group and aggregate; without a cell column the rows are counted: a cross table). The values are learned once, in their order, and kept in the recipe; one that was not seen then is left out. Rows whose value is null get a column “null” or are left out of the figures. Cells without a figure are null, or the fill.',
  synonyms: [
    'pivot table',
    'pivot_table',
    'pivot wider',
    'pivot_wider',
    'spread',
    'crosstab',
    'cross table',
    'contingency table',
    'long to wide',
    'dcast',
    'reshape',
  ],
  params: pivotSchema,
  ...pivoting,
  examples: pivotExamples,
});
