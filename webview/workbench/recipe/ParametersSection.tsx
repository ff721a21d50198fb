import type { ReactNode } from 'react';
import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import { emptyScope } from '../form/model/formScope.ts';
import { useStore } from '../state/context.ts';
import { ItemsSection } from './ItemsSection.tsx';
import { putAt } from './listEdit.ts';
import {
  parameterIssues,
  parameterSchema,
  parameterValue,
  readParameter,
} from './parameterForm.ts';
import { problemOf } from './problemOf.ts';

/** Values that whoever runs the recipe may set. */
export function ParametersSection({ recipe }: { readonly recipe: RecipeState }): ReactNode {
  const store = useStore();
  const { parameters } = recipe.recipe;
  return (
    <ItemsSection
      title="Parameters"
      noun="parameter"
      items={parameters.map((parameter, index) => ({
        icon: 'symbol-parameter',
        title: `${parameter.name} = ${typeof parameter.default === 'string' ? parameter.default : JSON.stringify(parameter.default)}`,
        badge: parameter.type,
        problem: problemOf(recipe, 'parameters', index),
      }))}
      values={parameters.map(parameterValue)}
      schema={parameterSchema}
      scope={emptyScope}
      check={(value, index) =>
        parameterIssues(
          value,
          parameters.filter((_, other) => other !== index),
        )
      }
      onPut={(index, value) => {
        const next = putAt(
          parameters,
          index,
          value === undefined ? undefined : readParameter(value),
        );
        return store.apply({ kind: 'set-parameters', parameters: next });
      }}
    />
  );
}
