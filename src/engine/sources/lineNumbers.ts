import { createReadStream } from 'node:fs';

/** Looking further for the number of a line is not worth the wait. */
const FARTHEST = 256 * 1024 * 1024;

/**
 * The numbers, from 1, of the lines that start at these places of a file, in order. DuckDB counts
 * rows, so it is off behind a value of several lines. Undefined where places are no bytes of the
 * file (it is packed, or in another encoding) or lie far away.
 */
export async function lineNumbers(
  file: string,
  encoding: string | undefined,
  places: readonly number[],
): Promise<readonly number[] | undefined> {
  const last = places.at(-1) ?? 0;
  const plain = encoding === undefined || encoding === 'utf-8';
  if (!plain || /\.(?:gz|zst)$/i.test(file) || last > FARTHEST) return undefined;
  if (last === 0) return places.map(() => 1);
  const numbers: number[] = [];
  let line = 1;
  let before = 0;
  let [returned, at] = [false, 0];
  const pass = (to: number): void => {
    while (at < places.length && (places[at] ?? 0) <= to) {
      numbers.push(line);
      at += 1;
    }
  };
  for await (const chunk of createReadStream(file, { end: last })) {
    // SAFETY: a stream without an encoding gives buffers.
    for (const byte of chunk as Buffer) {
      if (places[at] === before) pass(before);
      // `\r\n`, `\n` and `\r` end a line each.
      if (byte === 0x0a && !returned) line += 1;
      if (byte === 0x0d) line += 1;
      returned = byte === 0x0d;
      before += 1;
    }
  }
  pass(last);
  return numbers;
}
