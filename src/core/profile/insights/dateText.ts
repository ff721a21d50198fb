import type { ColumnType } from '../../../shared/columnType.ts';
import { nameText, quotedText } from './expressionText.ts';
import type { InsightColumn } from './insightColumn.ts';

/** A moment as conditions on the column write it: a day, a timestamp, or one with its zone. */
export function momentValue(type: ColumnType, moment: string): string {
  if (type.kind === 'date') return moment.slice(0, 10);
  const whole = moment.length === 10 ? `${moment} 00:00:00` : moment;
  return type.kind === 'timestamptz' ? `${whole}+00` : whole;
}

/** The same in an expression. */
export function momentText(type: ColumnType, moment: string): string {
  const value = quotedText(momentValue(type, moment));
  if (type.kind === 'date') return `date ${value}`;
  if (type.kind === 'timestamp') return `timestamp ${value}`;
  return `cast(${value} as ${type.kind})`;
}

/** `case when <test> then null else <column> end`. */
export function emptied({ name }: InsightColumn, test: string): string {
  return `case when ${test} then null else ${nameText(name)} end`;
}
