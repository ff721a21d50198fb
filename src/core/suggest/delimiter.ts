import { defineSuggestion } from './define.ts';

/** What often stands between parts, the surest first where several do. */
const signs = [';', '|', '\t', ', ', ',', ' - ', ' / ', '/', ':', '_', '-', '.', '@', ' '];

/** Share of the values that a sign must part. */
const MOST = 0.8;

/**
 * What stands between the parts of texts: signs that most values hold, those first that part the
 * values into the same number of parts.
 */
export default defineSuggestion({
  id: 'delimiter',
  needs: 'values',
  suggest: ({ values = [] }) => {
    const texts = values.map((text) => text.trim()).filter((text) => text !== '');
    if (texts.length === 0) return [];
    const found = signs.flatMap((sign, place) => {
      const parts = texts.map((text) => text.split(sign).length);
      const parted = parts.filter((count) => count > 1);
      if (parted.length < MOST * texts.length) return [];
      const counts = new Map<number, number>();
      for (const count of parted) counts.set(count, (counts.get(count) ?? 0) + 1);
      const [usual = [2, 0]] = [...counts].sort(([, a], [, b]) => b - a);
      const even = usual[1] >= MOST * texts.length;
      return [{ sign, place, even, parts: usual[0] }];
    });
    // “, ” and “,” part the same way: the longer one leaves no blanks behind.
    const useful = found.filter(
      ({ sign, parts }) =>
        !found.some(
          (other) =>
            other.sign.trim() === sign.trim() &&
            other.sign.length > sign.length &&
            other.parts === parts,
        ),
    );
    return useful
      .sort((a, b) => Number(b.even) - Number(a.even) || a.place - b.place)
      .slice(0, 3)
      .map(({ sign, parts, even }) => ({
        value: sign,
        why: even ? `${String(parts)} parts` : 'parts of varying number',
      }));
  },
});
