import type { ScriptSource } from './scriptSource.ts';
import { plainText } from './stepComment.ts';

/** What a script says above the path of an input that is the result of another recipe; else nothing. */
export function resultNote({ recipe }: ScriptSource): readonly string[] {
  return recipe === undefined
    ? []
    : [
        `The rows of ${plainText(recipe)} after its steps, as Parquet; its script without outputs writes them.`,
      ];
}
