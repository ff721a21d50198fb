import { join } from 'node:path';
import type { AwsContract } from '../../../src/shared/contracts/aws.ts';
import type { HostCommand } from '../../../src/shared/contracts/workbench.ts';
import type { WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { Remote } from '../../../src/shared/rpc/contract.ts';
import { applyTextEdits } from '../../../src/core/recipe/textEdits.ts';
import type { EngineClient } from '../../../src/engine/client.ts';
import { WorkbenchSession } from '../../../src/session/workbenchSession.ts';

const noAws = new Proxy(
  {},
  { get: () => () => Promise.reject(new AppError('internal', 'This test has no AWS.')) },
);

/** A recipe's document as an editor holds it, with the real session over a real engine. */
export interface OpenDocument {
  readonly session: WorkbenchSession;
  readonly commands: readonly HostCommand[];
  readonly started: readonly string[];
  /** One text for each change that was made. */
  readonly texts: readonly string[];
  /** Hears of each new state. */
  readonly onState: (listener: (state: WorkbenchState) => void) => void;
}

let opened = 0;

/** Opens a recipe's text, or a file in the viewer. */
export function openDocument(
  engine: EngineClient,
  folder: string,
  input: { readonly text: string } | { readonly uri: string },
): OpenDocument {
  opened += 1;
  const isRecipe = 'text' in input;
  const texts = isRecipe ? [input.text] : [];
  const commands: HostCommand[] = [];
  const started: string[] = [];
  const listeners: ((state: WorkbenchState) => void)[] = [];
  const session: WorkbenchSession = new WorkbenchSession({
    id: `recipe-page-${String(opened)}`,
    engine,
    // SAFETY: every property is a method that rejects.
    aws: noAws as Remote<AwsContract>,
    cacheDirectory: join(folder, 'cache'),
    folder,
    trusted: true,
    input: isRecipe
      ? { kind: 'recipe', text: input.text, title: 'late.sluice.json' }
      : { kind: 'data', uri: input.uri, title: 'flights.csv' },
    host: {
      state: (state) => {
        for (const listener of listeners) listener(state);
      },
      activity: () => undefined,
      edit: (edits) => {
        const text = applyTextEdits(texts.at(-1) ?? '', edits);
        texts.push(text);
        session.setText(text);
        return Promise.resolve();
      },
      startRecipe: (text) => {
        started.push(text);
        return Promise.resolve();
      },
      command: (command) => {
        commands.push(command);
        return Promise.resolve();
      },
    },
  });
  return {
    session,
    commands,
    started,
    texts,
    onState: (listener) => {
      listeners.push(listener);
    },
  };
}
