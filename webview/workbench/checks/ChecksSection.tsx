import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CheckResult } from '../../../src/shared/contracts/workbench.ts';
import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import type { Check } from '../../../src/shared/recipe.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { emptyScope } from '../form/model/formScope.ts';
import { counted } from '../form/model/words.ts';
import { ItemsSection } from '../recipe/ItemsSection.tsx';
import type { SectionItem } from '../recipe/ItemsSection.tsx';
import { putAt } from '../recipe/listEdit.ts';
import { problemOf } from '../recipe/problemOf.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import { checkSchema } from './checkSchema.ts';
import { checkWords } from './checkWords.ts';
import { checkIssues, readCheck } from './readCheck.ts';

interface Outcome {
  /** The recipe's table that they were run on. */
  readonly table: string;
  readonly results: readonly CheckResult[];
}

/** The rules that a run must pass, and how they come out now. */
export function ChecksSection({ recipe }: { readonly recipe: RecipeState }): ReactNode {
  const store = useStore();
  const revision = useWorkbench(({ state }) => state?.recipe?.recipe);
  const [outcome, setOutcome] = useState<Outcome>();
  const [running, setRunning] = useState(false);
  const { checks } = recipe.recipe;
  // Results of other steps or checks say nothing of these.
  const table = JSON.stringify([revision?.sources, revision?.steps, checks]);
  const results = outcome?.table === table ? outcome.results : undefined;
  const failed = results?.filter((result) => !result.passed).length ?? 0;

  const run = async (): Promise<void> => {
    setRunning(true);
    try {
      setOutcome({ table, results: await store.host.checks({}) });
    } catch (error) {
      store.fail(error);
    } finally {
      setRunning(false);
    }
  };
  return (
    <ItemsSection
      title="Checks"
      noun="check"
      items={checks.map((check, index) =>
        itemOf(check, results?.[index], problemOf(recipe, 'checks', index)),
      )}
      values={checks}
      schema={checkSchema}
      scope={{ ...emptyScope, columns: recipe.columns }}
      check={checkIssues}
      onPut={(index, value) => {
        const next = putAt(checks, index, value === undefined ? undefined : readCheck(value));
        return store.apply({ kind: 'set-checks', checks: next });
      }}
      side={
        checks.length > 0 && (
          <>
            {results && (
              <span className={`step-badge ${failed > 0 ? 'error' : 'plain'}`} role="status">
                {failed > 0 ? `${String(failed)} fail` : `${String(results.length)} pass`}
              </span>
            )}
            <IconButton
              icon={running ? 'loading' : 'play'}
              label={running ? 'The checks run' : 'Run the checks'}
              disabled={running}
              onClick={() => void run()}
            />
          </>
        )
      }
    />
  );
}

function itemOf(
  check: Check,
  result: CheckResult | undefined,
  problem: string | undefined,
): SectionItem {
  const title = checkWords(check);
  if (problem !== undefined) return { icon: 'error', title, problem };
  if (!result) {
    return {
      icon: 'circle-outline',
      title,
      ...(check.severity === 'warn' ? { badge: 'warns' } : {}),
    };
  }
  if (result.passed) return { icon: 'check', state: 'passed', tone: 'passed', title };
  const isWarning = result.severity === 'warn';
  return {
    icon: isWarning ? 'warning' : 'error',
    state: isWarning ? 'warns' : 'fails',
    tone: isWarning ? 'warned' : 'failed',
    title,
    badge: counted(result.found, 'row'),
  };
}
