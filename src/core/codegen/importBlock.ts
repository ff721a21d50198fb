const standard = new Set(
  '__future__ argparse base64 calendar collections datetime decimal functools glob hashlib hmac io itertools json math operator os pathlib re struct sys time unicodedata urllib uuid zoneinfo'.split(
    ' ',
  ),
);

/**
 * Import lines in the order that linters want: the standard library, then packages; plain imports
 * before `from`; names of one module on one line, renamed ones on their own.
 */
export function importBlock(lines: readonly string[]): string {
  const plain = new Set<string>();
  const renamed = new Set<string>();
  const from = new Map<string, Set<string>>();
  for (const line of lines) {
    const [, module, names] = /^from (\S+) import (.+)$/.exec(line) ?? [];
    if (module === undefined || names === undefined) plain.add(line);
    else if (names.includes(' as ')) renamed.add(line);
    else {
      const there = from.get(module) ?? new Set<string>();
      for (const name of names.split(', ')) there.add(name);
      from.set(module, there);
    }
  }
  const all = [
    ...[...plain].map((line) => ({ line, module: line.split(' ')[1] ?? '', order: 0 })),
    ...[...from].map(([module, names]) => ({
      line: `from ${module} import ${[...names].sort(byName).join(', ')}`,
      module,
      order: 1,
    })),
    ...[...renamed].map((line) => ({ line, module: line.split(' ')[1] ?? '', order: 1 })),
  ].sort((a, b) => a.order - b.order || compare(a.module, b.module));
  const isStandard = ({ module }: { module: string }): boolean =>
    standard.has(module.split('.')[0] ?? '');
  const groups = [all.filter(isStandard), all.filter((entry) => !isStandard(entry))];
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.map(({ line }) => line).join('\n'))
    .join('\n\n');
}

/** Constants, then classes, then functions, as isort has it. */
function byName(a: string, b: string): number {
  return rank(a) - rank(b) || compare(a, b);
}

function rank(name: string): number {
  if (/^[A-Z][A-Z0-9_]+$/.test(name)) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
