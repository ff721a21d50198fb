import { useState } from 'react';
import type { ReactNode } from 'react';
import type { TargetCode } from '../../../../src/shared/operationHelp.ts';
import { highlight } from '../../code/highlight.ts';
import { Segments } from '../controls/Segments.tsx';
import '../../code/code.css';

const names: Readonly<Record<TargetCode['target'], string>> = {
  polars: 'Polars',
  pandas: 'pandas',
  pyspark: 'PySpark',
  duckdb: 'SQL',
};

/** The first example as code, one target at a time. */
export function HelpCode({ code }: { readonly code: readonly TargetCode[] }): ReactNode {
  const [target, setTarget] = useState('polars');
  const found = code.find((one) => one.target === target);
  return (
    <details>
      <summary>The first example as code</summary>
      <Segments
        label="Language of the example"
        options={code.map((one) => ({ value: one.target, label: names[one.target] }))}
        value={target}
        onChange={setTarget}
      />
      {found?.code === undefined ? (
        <p>{found?.unsupported}</p>
      ) : (
        <pre className="code help-code" tabIndex={0} aria-label="Code of the example">
          <code>
            {highlight(found.code, target === 'duckdb' ? 'sql' : 'python').map((piece, at) => (
              <span key={at} className={piece.scope}>
                {piece.text}
              </span>
            ))}
          </code>
        </pre>
      )}
    </details>
  );
}
