import { AppError } from '../../shared/errors.ts';
import type { SourceOptions } from '../../shared/source.ts';

/** Refuses read options of a CSV that contradict themselves, each in one sentence (`usage`). */
export function requireDialect(options: SourceOptions): void {
  const { delimiter, quote, escape, decimal, thousands, comment, skip = 0 } = options;
  if (delimiter !== undefined && (delimiter === '' || Buffer.byteLength(delimiter) > 4)) {
    throw wrong('The delimiter has 1 to 4 characters', 'Use a comma, a semicolon, or a tab.');
  }
  for (const [what, mark] of Object.entries({ quote, escape, comment })) {
    if (mark !== undefined && Buffer.byteLength(mark) > 1) {
      throw wrong(`The ${what} character is one plain character`, 'Leave it empty for none.');
    }
  }
  for (const [what, mark] of Object.entries({ decimal, thousands })) {
    if (mark !== undefined && mark.length !== 1) {
      throw wrong(`The ${what} mark is one character`, 'Use a comma or a point.');
    }
  }
  if (decimal !== undefined && decimal !== '.' && decimal !== ',') {
    throw wrong('The decimal mark is a point or a comma', 'Read the column as text otherwise.');
  }
  if ((decimal ?? '.') === thousands) {
    throw wrong('Decimal and thousands marks are the same', 'Change one of the two.');
  }
  if (!Number.isSafeInteger(skip) || skip < 0) {
    throw wrong('The lines to skip are a whole number from 0 on', 'Use 0 to skip none.');
  }
  if (options.byName === true && options.badLines === 'skip') {
    throw wrong(
      'Columns go by name here, so bad lines cannot be left out',
      'Open files with the same header, or correct the bad lines.',
    );
  }
  const marks = { delimiter, quote, comment };
  const known = Object.entries(marks).filter(([, mark]) => mark !== undefined && mark !== '');
  for (const [index, [name, mark]] of known.entries()) {
    const other = known.slice(index + 1).find(([, one]) => one === mark);
    if (other)
      throw wrong(`The ${name} and the ${other[0]} are the same`, 'Change one of the two.');
  }
}

function wrong(what: string, hint: string): AppError {
  return new AppError('usage', `${what}.`, { hint });
}
