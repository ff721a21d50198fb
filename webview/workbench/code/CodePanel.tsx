import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import { isCancelled, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import type { Target } from '../../../src/shared/json.ts';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Combo } from '../form/controls/Combo.tsx';
import { Segments } from '../form/controls/Segments.tsx';
import { namedStep } from '../recipe/namedStep.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import { highlight } from './highlight.ts';
import '../form/form.css';
import './code.css';

const targets: readonly { readonly value: Target; readonly label: string }[] = [
  { value: 'polars', label: 'Polars' },
  { value: 'pandas', label: 'pandas' },
  { value: 'pyspark', label: 'PySpark' },
  { value: 'duckdb', label: 'DuckDB SQL' },
];

interface Shown {
  /** What it is the code of. */
  readonly of: string;
  readonly text: string | undefined;
  readonly error: WireError | undefined;
}

/** The recipe as code, as far as the step that is shown, or as a whole. */
export function CodePanel(): ReactNode {
  const store = useStore();
  const target = useWorkbench(({ ui }) => ui.target);
  const recipe = useWorkbench(({ state }) => state?.recipe);
  const [whole, setWhole] = useState(false);
  const [copied, setCopied] = useState(false);
  const shown = useCode(target, recipe, whole);
  const isSql = target === 'duckdb';
  const { text } = shown;
  const pieces = useMemo(
    () => (text === undefined ? [] : highlight(text, isSql ? 'sql' : 'python')),
    [text, isSql],
  );
  const box = useRef<HTMLPreElement>(null);
  const seen = useRef<Target>(undefined);
  useEffect(() => {
    const { current } = box;
    if (!current || text === undefined || seen.current === target) return;
    // A language that is shown the first time begins at the steps, below imports and types.
    seen.current = target;
    const line = text.split('\n').findIndex((one) => one.startsWith('def transform'));
    const height = Number.parseFloat(getComputedStyle(current).lineHeight);
    current.scrollTo({ top: line > 0 ? line * height : 0, left: 0 });
  }, [text, target]);
  const place = recipe?.steps.findIndex(({ id }) => id === recipe.selected) ?? -1;

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, 2000);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  return (
    <section className="code-panel" aria-label="Code">
      <div className="code-head">
        <Combo
          label="Language of the code"
          search={false}
          items={targets}
          value={target}
          onChange={(value) => {
            const found = targets.find((known) => known.value === value);
            if (found) store.setUi({ target: found.value });
          }}
        />
        <IconButton
          icon={copied ? 'check' : 'copy'}
          label={copied ? 'Copied' : 'Copy'}
          disabled={text === undefined}
          onClick={() => {
            if (text === undefined) return;
            void store.command({ id: 'copy', text }).then(setCopied);
          }}
        />
        <IconButton
          icon="go-to-file"
          label="Open in editor"
          disabled={text === undefined}
          onClick={() => {
            void store.command({ id: 'exportCode', target });
          }}
        />
        {!isSql && (
          <IconButton
            icon="notebook"
            label="Insert as cell"
            disabled={text === undefined}
            onClick={() => {
              void store.command({ id: 'insertAsCell', target });
            }}
          />
        )}
      </div>
      {recipe && recipe.steps.length > 0 && (
        <Segments
          label="How much of the recipe"
          value={whole ? 'whole' : 'step'}
          options={[
            { value: 'step', label: place < 0 ? 'Source only' : `Up to step ${String(place + 1)}` },
            { value: 'whole', label: 'Whole recipe' },
          ]}
          onChange={(value) => {
            setWhole(value === 'whole');
          }}
        />
      )}
      {shown.error && (
        <div className="code-error" role="alert">
          <ErrorText error={told(shown.error, recipe)} />
          {shown.error.code === 'stale' && (
            <button type="button" className="text-button" onClick={() => void store.learn()}>
              Learn now
            </button>
          )}
        </div>
      )}
      {/* A box that scrolls must be reachable to be scrolled by keys. */}
      <pre ref={box} className="code" tabIndex={0} aria-label="Code">
        <code>
          {pieces.map((piece, index) =>
            piece.scope === undefined ? (
              piece.text
            ) : (
              <span key={index} className={piece.scope}>
                {piece.text}
              </span>
            ),
          )}
        </code>
      </pre>
      <span className="visually-hidden" role="status">
        {copied ? 'The code is copied.' : ''}
      </span>
    </section>
  );
}

/** The sentence for this place: what is not learned is learned by the button below. */
function told(error: WireError, recipe: RecipeState | undefined): WireError {
  const { hint, ...named } = namedStep(error, recipe);
  return error.code === 'stale' || hint === undefined ? named : { ...named, hint };
}

/** The code as of now. The last one stays until the next is there, so that its place is kept. */
function useCode(target: Target, recipe: RecipeState | undefined, whole: boolean): Shown {
  const store = useStore();
  const [shown, setShown] = useState<Shown>({ of: '', text: undefined, error: undefined });
  const latest = useRef('');
  const step = whole ? undefined : (recipe?.selected ?? undefined);
  const isSource = !whole && recipe?.selected === null && recipe.steps.length > 0;
  const of = recipe
    ? JSON.stringify([
        target,
        step,
        isSource,
        recipe.recipe.sources,
        recipe.recipe.steps,
        recipe.recipe.parameters,
        recipe.recipe.fitted,
      ])
    : '';
  useEffect(() => {
    latest.current = of;
    if (of === '' || isSource) return;
    const controller = new AbortController();
    store.host
      .code(step === undefined ? { target } : { target, step }, { signal: controller.signal })
      .then(
        ({ text }) => {
          if (latest.current === of) setShown({ of, text, error: undefined });
        },
        (error: unknown) => {
          if (latest.current !== of || isCancelled(error)) return;
          setShown({ of, text: undefined, error: toAppError(error).toWire() });
        },
      );
    return () => {
      controller.abort();
    };
    // `of` says all that the answer hangs on.
  }, [of, step, target, isSource, store]);
  return isSource ? { of, text: undefined, error: undefined } : shown;
}
