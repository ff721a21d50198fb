/** True if the path holds `*`, `?` or `[`. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

/** The folder above the first part of a glob that holds a wildcard. */
export function globBase(glob: string): string {
  const parts = glob.split('/');
  const first = parts.findIndex(isGlob);
  return parts.slice(0, first).join('/') || '/';
}

/**
 * A glob as a pattern over whole paths: `*` and `?` stay within a folder, `**` as a whole part goes
 * through any number of folders, `[a-z]` and `[!a-z]` are sets.
 */
export function globPattern(glob: string): RegExp {
  let source = '';
  for (let at = 0; at < glob.length; at += 1) {
    const rest = glob.slice(at);
    const set = /^\[(!?)([^\]]+)\]/.exec(rest);
    if (rest.startsWith('**/')) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      at += 1;
    } else if (set) {
      source += `[${set[1] === '!' ? '^' : ''}${String(set[2]).replaceAll('\\', '\\\\').replaceAll('^', '\\^')}]`;
      at += set[0].length - 1;
    } else if (rest.startsWith('*')) source += '[^/]*';
    else if (rest.startsWith('?')) source += '[^/]';
    else source += (glob[at] ?? '').replace(/[.+^${}()|[\]\\]/, String.raw`\$&`);
  }
  return new RegExp(`^${source}$`, 'su');
}
