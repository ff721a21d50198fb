import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { insightSettings } from '../../scripts/insightSettings.ts';
import { insightRules } from '../../src/core/profile/insights/registry.ts';
import { thresholdValues } from '../../src/core/profile/insights/thresholds.ts';

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly title: string; readonly properties: object }[];
  };
}

const rule = (id: string) => {
  const found = insightRules.find((one) => one.id === id);
  if (!found) throw new Error(`There is no rule ${id}.`);
  return found;
};

it('every threshold is a setting of package.json, and nothing more (npm run settings)', () => {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  // SAFETY: the manifest of this project has this part.
  const { contributes } = JSON.parse(text) as Manifest;
  const category = contributes.configuration.find(({ title }) => title === 'Insights');
  expect(category?.properties).toEqual(insightSettings());
});

it('every threshold has a default within its bounds, a meaning and a reason', () => {
  for (const { id, thresholds } of insightRules) {
    const names = thresholds.map(({ name }) => name);
    expect(new Set(names).size, id).toBe(names.length);
    for (const {
      name,
      default: value,
      min = -Infinity,
      max = Infinity,
      means,
      reason,
    } of thresholds) {
      expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      expect(value, `${id}.${name}`).toBeGreaterThanOrEqual(min);
      expect(value, `${id}.${name}`).toBeLessThanOrEqual(max);
      for (const sentence of [means, reason]) expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
    }
  }
});

it('a threshold is what was set, within its bounds; what is no number is left to the default', () => {
  const missing = rule('missing');
  expect(thresholdValues(missing, undefined)).toEqual({ share: 0.001, medium: 0.05, high: 0.5 });
  expect(thresholdValues(missing, { missing: { share: 0.2, medium: 7, high: -1 } })).toEqual({
    ...{ share: 0.2, medium: 1, high: 0 },
  });
  expect(thresholdValues(missing, { missing: { share: NaN }, other: { share: 0.3 } })).toEqual({
    ...{ share: 0.001, medium: 0.05, high: 0.5 },
  });
});
