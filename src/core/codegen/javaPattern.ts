import { AppError } from '../../shared/errors.ts';

const letters: Readonly<Record<string, string>> = {
  Y: 'yyyy',
  y: 'yy',
  m: 'MM',
  d: 'dd',
  H: 'HH',
  I: 'hh',
  M: 'mm',
  S: 'ss',
  f: 'SSSSSS',
  b: 'MMM',
  B: 'MMMM',
  p: 'a',
  j: 'DDD',
  '%': '%',
};

/** A strftime pattern in the letters of Java, as Spark wants it. Throws `unsupported` for others. */
export function javaPattern(pattern: string, source: string): string {
  return pattern.replaceAll(/%(-?.)|([A-Za-z']+)/gsu, (_whole, code?: string, text?: string) => {
    if (text !== undefined) return `'${text.replaceAll("'", "''")}'`;
    const letter = letters[code ?? ''];
    if (letter !== undefined) return letter;
    throw new AppError(
      'unsupported',
      `Source ${source} has dates as ${pattern}, and Spark has nothing for %${code ?? ''}.`,
      { hint: 'Export to another target.' },
    );
  });
}
