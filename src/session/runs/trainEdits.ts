import { modify } from 'jsonc-parser';
import type { JSONPath } from 'jsonc-parser';
import type { TrainEdit } from '../../shared/contracts/trainForm.ts';
import type { TextEdit } from '../../shared/recipeEdit.ts';
import { numberOf } from './formProblems.ts';

/** The minimal edits of a training document's text that an action on its form stands for. */
export function trainEdits(text: string, edit: TrainEdit): readonly TextEdit[] {
  const [path, value] = target(edit);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n( +|\t)\S/.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    tabSize: indent === '\t' ? 1 : indent.length,
    insertSpaces: indent !== '\t',
    eol,
  };
  return modify(text, path, value, { formattingOptions }).map(({ offset, length, content }) => ({
    ...{ offset, length, text: content },
  }));
}

function target(edit: TrainEdit): readonly [JSONPath, unknown] {
  switch (edit.kind) {
    case 'input': {
      const { input } = edit;
      if (input.kind === 'run') return [['input'], { run: input.run }];
      const { train, validation } = input;
      return [['input'], { train, ...(validation === '' ? {} : { validation }) }];
    }
    case 'hyperparameter': {
      const { name, value } = edit;
      return [['hyperparameters', name], value === undefined ? undefined : plain(value)];
    }
    case 'field': {
      const { field, value } = edit;
      if (value.trim() === '') return [[field === 'maxMinutes' ? 'maxSeconds' : field], undefined];
      const number = numberOf(value);
      if (field === 'maxMinutes') {
        return [['maxSeconds'], number === undefined ? value : Math.round(number * 60)];
      }
      if (field === 'volumeGb') return [['volumeGb'], number ?? value];
      return [[field], value.trim()];
    }
  }
}

/** A hyperparameter as JSON: a number where the text is exactly one, else the text. */
function plain(text: string): string | number {
  const trimmed = text.trim();
  const number = Number(trimmed);
  return trimmed !== '' && String(number) === trimmed ? number : trimmed;
}
