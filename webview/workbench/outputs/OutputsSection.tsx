import type { ReactNode } from 'react';
import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import { emptyScope } from '../form/model/formScope.ts';
import { ItemsSection } from '../recipe/ItemsSection.tsx';
import { putAt } from '../recipe/listEdit.ts';
import { problemOf } from '../recipe/problemOf.ts';
import { useStore } from '../state/context.ts';
import { outputIssues, outputSchema, outputValue, readOutput } from './outputForm.ts';

/** Where a run writes. */
export function OutputsSection({ recipe }: { readonly recipe: RecipeState }): ReactNode {
  const store = useStore();
  const { outputs } = recipe.recipe;
  return (
    <ItemsSection
      title="Outputs"
      noun="output"
      items={outputs.map((output, index) => ({
        icon: 'export',
        title: output.name,
        badge: output.format === 'csv' ? 'CSV' : 'Parquet',
        detail: [output.uri, ...(output.part === undefined ? [] : [`part ${output.part}`])].join(
          ' · ',
        ),
        problem: problemOf(recipe, 'outputs', index),
      }))}
      values={outputs.map(outputValue)}
      schema={outputSchema(recipe.parts)}
      scope={{ ...emptyScope, columns: recipe.columns }}
      check={(value, index) =>
        outputIssues(
          value,
          outputs.filter((_, other) => other !== index),
        )
      }
      onPut={(index, value) => {
        const next = putAt(outputs, index, value === undefined ? undefined : readOutput(value));
        return store.apply({ kind: 'set-outputs', outputs: next });
      }}
    />
  );
}
