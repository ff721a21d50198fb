/**
 * A key that close spellings share: lower case, without accents and points, marks taken as spaces,
 * words in order of the alphabet and once each (OpenRefine's fingerprint). Marks that carry meaning
 * (`<`, `+`, `#`, `%` …) stay, and where there are digits the words keep their order, so that `1-5`
 * and `5-1` stay apart.
 */
export function fingerprint(value: string): string {
  const words = plain(value)
    .replace(/['’`]/g, '')
    .replace(/(\D|^)\.|\.(?!\d)/g, '$1')
    .split(/[\s\-_/,;:()&]+/u)
    .filter((word) => word !== '');
  if (/\d/.test(value)) return words.join(' ');
  return [...new Set(words)].sort().join(' ');
}

/** Lower case, without accents, and one space between words. */
function plain(value: string): string {
  return value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/**
 * Whether two values differ as by one slip of a finger: one word of at least five letters has one
 * letter too many, too few, another one, or two that changed places (Damerau 1964), and it begins
 * alike and holds no digit.
 */
export function isSlip(a: string, b: string): boolean {
  const [left, right] = [plain(a).split(' '), plain(b).split(' ')];
  if (left.length !== right.length) return false;
  const different = left.flatMap((word, at) => (word === right[at] ? [] : [at]));
  const [at, ...more] = different;
  if (at === undefined || more.length > 0) return false;
  const [word = '', other = ''] = [left[at], right[at]];
  if (Math.min(word.length, other.length) < 5 || word[0] !== other[0]) return false;
  return !/\d/.test(word + other) && differByOne(word, other);
}

function differByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const rest = (text: string, from: number): string => text.slice(from);
  if (a.length > b.length) return rest(a, start + 1) === rest(b, start);
  if (a.length < b.length) return rest(a, start) === rest(b, start + 1);
  if (rest(a, start + 1) === rest(b, start + 1)) return true;
  return (
    a[start] === b[start + 1] &&
    a[start + 1] === b[start] &&
    rest(a, start + 2) === rest(b, start + 2)
  );
}
