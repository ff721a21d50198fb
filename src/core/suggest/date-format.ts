import { defineSuggestion } from './define.ts';

/** The formats that read most of a sample of texts as days or moments. */
export default defineSuggestion({
  id: 'date-format',
  needs: 'details',
  suggest: ({ details }) => {
    const formats = details?.text?.dateFormats ?? [];
    const most = formats[0]?.count ?? 0;
    return formats
      .filter(({ count }) => count * 2 >= most)
      .slice(0, 4)
      .map(({ name, count }) => ({
        value: name,
        why: `reads ${count.toLocaleString('en-US')} of the values looked at`,
      }));
  },
});
