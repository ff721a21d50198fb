import type { Doc } from './pythonLayout.ts';

interface Piece {
  readonly doc: Doc;
  readonly indent: number;
  readonly broken: boolean;
}

/**
 * Prints a layout in lines of at most `width`: a group stays on one line where it fits, up to the
 * first break behind it. `indent` is that of the first line, of which `column` characters are used;
 * each level of blocks adds `step`.
 */
export function printLayout(
  doc: Doc,
  width: number,
  indent: number,
  column = indent,
  step = 4,
): string {
  const rest: Piece[] = [{ doc, indent, broken: false }];
  let out = '';
  let used = column;
  for (let piece = rest.pop(); piece; piece = rest.pop()) {
    const { doc: current, indent: depth, broken } = piece;
    if (typeof current === 'string') {
      out += current;
      used += current.length;
      continue;
    }
    switch (current.kind) {
      case 'list':
        for (const item of current.items.toReversed()) rest.push({ ...piece, doc: item });
        break;
      case 'indent':
        rest.push({ doc: current.body, indent: depth + step, broken });
        break;
      case 'ifBroken':
        if (broken) {
          const text = current.text.replace('\0', '');
          out += text;
          used += text.length;
        }
        break;
      case 'line':
        if (broken) {
          out += `\n${' '.repeat(depth)}`;
          used = depth;
        } else {
          out += current.flat;
          used += current.flat.length;
        }
        break;
      case 'group': {
        const flat: Piece = { doc: current.body, indent: depth, broken: false };
        const fitting = !current.broken && fits(flat, rest, width - used);
        rest.push(fitting ? flat : { ...flat, broken: true });
        break;
      }
    }
  }
  return out;
}

function fits(first: Piece, behind: readonly Piece[], room: number): boolean {
  const queue: Piece[] = [first];
  let next = behind.length;
  let left = room;
  while (left >= 0) {
    const piece = queue.pop() ?? behind[--next];
    if (!piece) return true;
    const { doc, broken } = piece;
    if (typeof doc === 'string') {
      left -= doc.length;
      continue;
    }
    switch (doc.kind) {
      case 'list':
        for (const item of doc.items.toReversed()) queue.push({ ...piece, doc: item });
        break;
      case 'indent':
        queue.push({ ...piece, doc: doc.body });
        break;
      case 'group':
        queue.push({ ...piece, doc: doc.body, broken: broken || doc.broken });
        break;
      case 'ifBroken':
        if (broken) left -= doc.text.replace('\0', '').length;
        break;
      case 'line':
        if (broken) return true;
        left -= doc.flat.length;
        break;
    }
  }
  return false;
}
