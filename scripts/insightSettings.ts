import { insightRules } from '../src/core/profile/insights/registry.ts';

/** Settings of the rules of insights by key, as package.json contributes them. */
export function insightSettings(): Readonly<Record<string, InsightSetting>> {
  const entries = insightRules.flatMap(({ id, thresholds }) =>
    thresholds.map((threshold): [string, InsightSetting] => {
      const { name, means, min, max, reason } = threshold;
      return [
        `sluice.insights.${id}.${name}`,
        {
          type: 'number',
          default: threshold.default,
          ...(min === undefined ? {} : { minimum: min }),
          ...(max === undefined ? {} : { maximum: max }),
          scope: 'resource',
          markdownDescription: `${means} ${reason}`,
        },
      ];
    }),
  );
  return Object.fromEntries(entries);
}

/** One setting, as VS Code reads it. */
export interface InsightSetting {
  readonly type: 'number';
  readonly default: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope: 'resource';
  readonly markdownDescription: string;
}
