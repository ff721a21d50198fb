import type { ExampleTable, Json } from '../../../src/core/operations/define.ts';

/** What params can speak of: columns, other sources, the recipe's parameters. */
export interface Surroundings {
  readonly columns: ExampleTable['columns'];
  /** Types that the operation's examples have. */
  readonly types: readonly string[];
  readonly others: readonly (readonly [name: string, table: Pick<ExampleTable, 'columns'>])[];
  readonly parameters: readonly (readonly [name: string, type: string, value: Json])[];
}
