import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CheckResult } from '../../../src/shared/contracts/workbench.ts';
import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { Check } from '../../../src/shared/recipe.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { emptyScope } from '../form/model/formScope.ts';
import type { FormScope } from '../form/model/formScope.ts';
import { ItemsSection } from '../recipe/ItemsSection.tsx';
import type { SectionItem } from '../recipe/ItemsSection.tsx';
import { putAt } from '../recipe/listEdit.ts';
import { problemOf } from '../recipe/problemOf.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import { checkIssues, checkOf } from './checkOf.ts';
import { foundWords } from './foundWords.ts';
import { SampleFold } from './SampleFold.tsx';
import './checks.css';

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
  const { schema, scope } = useCheckForm(recipe);
  const { checks } = recipe.recipe;
  // Results of other steps or checks say nothing of these.
  const table = JSON.stringify([revision?.sources, revision?.steps, checks]);
  const results = outcome?.table === table ? outcome.results : undefined;

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
        itemOf(
          check,
          recipe.checks[index] ?? check.rule,
          results?.[index],
          problemOf(recipe, 'checks', index),
        ),
      )}
      // SAFETY: a check stands in a document, which is JSON.
      values={checks as unknown as readonly Json[]}
      schema={schema}
      scope={scope}
      check={checkIssues}
      onPut={(index, value) => {
        const next = putAt(checks, index, value === undefined ? undefined : checkOf(value));
        return store.apply({ kind: 'set-checks', checks: next });
      }}
      side={
        checks.length > 0 && (
          <>
            {results && <Summary results={results} />}
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

function Summary({ results }: { readonly results: readonly CheckResult[] }): ReactNode {
  const broken = results.filter(({ passed }) => !passed);
  const failed = broken.filter(({ severity }) => severity === 'error').length;
  const warned = broken.length - failed;
  return (
    <span className="step-badges" role="status">
      {failed > 0 && <span className="step-badge error">{`${String(failed)} fail`}</span>}
      {warned > 0 && <span className="step-badge warning">{`${String(warned)} warn`}</span>}
      {broken.length === 0 && (
        <span className="step-badge plain">{`${String(results.length)} pass`}</span>
      )}
    </span>
  );
}

/** What forms of checks are made from: the rules of the host, and what the recipe has. */
function useCheckForm(recipe: RecipeState): {
  readonly schema: Json | undefined;
  readonly scope: FormScope;
} {
  const store = useStore();
  const [schema, setSchema] = useState<Json>();
  const [scope, setScope] = useState<FormScope>(emptyScope);
  useEffect(() => {
    store.host.checkForm({}).then(setSchema, (error: unknown) => {
      store.fail(error);
    });
  }, [store]);
  const { steps, sources, parameters } = recipe.recipe;
  // A recipe is another object with every state.
  const known = JSON.stringify([steps, sources, parameters]);
  useEffect(() => {
    let isOver = false;
    store.host.stepInput({ at: steps.length }).then(
      ({ schema: columns, parameters, sources, functions = [] }) => {
        if (!isOver) setScope({ columns, parameters, sources, functions });
      },
      (error: unknown) => {
        if (!isOver) store.fail(error);
      },
    );
    return () => {
      isOver = true;
    };
  }, [store, known, steps.length]);
  return { schema, scope: { ...scope, columns: recipe.columns } };
}

function itemOf(
  check: Check,
  title: string,
  result: CheckResult | undefined,
  problem: string | undefined,
): SectionItem {
  if (problem !== undefined) return { icon: 'error', title, problem };
  if (!result) {
    return {
      icon: 'circle-outline',
      title,
      ...(check.severity === 'warn' ? { badge: 'warns' } : {}),
    };
  }
  const { sample, passed } = result;
  const fold =
    sample && sample.rows.length > 0
      ? { fold: <SampleFold {...{ title, sample, found: result.found }} /> }
      : {};
  // A share that holds may have rows that do not.
  if (passed) {
    const badge = sample ? { badge: foundWords(check, result) } : {};
    return { icon: 'check', state: 'passed', tone: 'passed', title, ...badge, ...fold };
  }
  const isWarning = result.severity === 'warn';
  return {
    icon: isWarning ? 'warning' : 'error',
    state: isWarning ? 'warns' : 'fails',
    tone: isWarning ? 'warned' : 'failed',
    title,
    badge: foundWords(check, result),
    ...fold,
  };
}
