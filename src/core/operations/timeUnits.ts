/** Units of time that always last as long, and how many microseconds each has. */
export const timeUnits = {
  second: 1e6,
  minute: 60e6,
  hour: 3600e6,
  day: 86_400e6,
  week: 604_800e6,
} as const;

/** One of `timeUnits`. */
export type TimeUnit = keyof typeof timeUnits;

/** The names of `timeUnits`, from the shortest. */
export const timeUnitNames = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
] as const satisfies readonly TimeUnit[];
