import { defineSuggestion } from './define.ts';

/** Longer texts are no categories. */
const LONGEST = 60;

/** The most frequent values. */
export default defineSuggestion({
  id: 'values',
  needs: 'profile',
  suggest: ({ profile }) =>
    (profile?.top ?? [])
      .filter(({ value }) => String(value).length <= LONGEST)
      .map(({ value, count }) => ({
        value,
        why: `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`,
      })),
});
