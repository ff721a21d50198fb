import { isInteger } from '../../expression/types.ts';
import { defineInsight } from './define.ts';
import { countOf, percent, shown } from './figures.ts';
import { dropColumns } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';
import { shareOfKind } from './textShares.ts';

const idName =
  /(^|[^a-z])(id|ids|uuid|guid|key|pk|rowid|index|serial|code|ref|hash|no|nr|num|number)$/i;
const camelId = /[a-z0-9](Id|ID|Key|Uuid|Guid)$/;

/**
 * A value of its own in (nearly) every row, and built like a name for rows: text in one piece, or
 * whole numbers that are named so or run on without large gaps. A measurement is no identifier, even
 * when all its values differ, so floats, dates and free text are left alone.
 */
export default defineInsight({
  id: 'identifier',
  title: 'Identifier',
  thresholds: [
    {
      name: 'uniqueness',
      means: 'Distinct values per filled row that an identifier must have.',
      default: 0.999,
      min: 0.9,
      max: 1,
      reason: 'A few repeated rows do not make an identifier a feature.',
    },
    {
      name: 'rows',
      means: 'Columns with fewer filled rows are left out.',
      default: 30,
      min: 2,
      reason: 'In a small table all values differ easily.',
    },
    {
      name: 'spread',
      means: 'Whole numbers may lie this many times as wide apart as there are of them.',
      default: 1.5,
      min: 1,
      reason:
        'Whole numbers of which two in three between the least and the greatest are there were counted up, not measured.',
    },
  ],
  unless: ['dates-as-text'],
  column: (column, t, context) => {
    const { name, filled, uniqueness, profile } = column;
    if (filled < t.rows || name === context.target) return undefined;
    // A sketch is up to 3 % off, to either side.
    const slack = profile.basis['distinct'] === 'sketch ±3%' ? 0.03 : 0;
    if (uniqueness < t.uniqueness - slack || !isBuiltLikeOne(column, t.spread)) return undefined;
    return {
      severity: 'low',
      columns: [name],
      message: `${shown(name)} is different in ${uniqueness === 1 ? 'every row' : 'nearly every row'}: it names rows and teaches a model nothing.`,
      evidence: [
        { label: 'Distinct', value: countOf(profile.distinct, 'value') },
        { label: 'Of the filled rows', value: percent(uniqueness) },
      ],
      basis: profileBasis(column, 'distinct'),
      fixes: dropColumns(context, [name]),
    };
  },
});

function isBuiltLikeOne(column: InsightColumn, spread: number): boolean {
  const { name, type, profile, details, filled } = column;
  const named = idName.test(name) || camelId.test(name);
  if (/year|date|time/i.test(name)) return false;
  if (isInteger(type) || (type.kind === 'decimal' && type.scale === 0)) {
    if (named) return true;
    const range = Number(profile.max) - Number(profile.min) + 1;
    return range <= profile.distinct * spread;
  }
  if (type.kind !== 'text') return false;
  const { text } = details ?? {};
  if (!text) return named;
  if (shareOfKind(column, 'url') > 0.5) return false;
  const inOnePiece = text.characters.spaces <= filled * 0.02 && text.lengths.max <= 64;
  // Unique words without a digit are names of things.
  const coded = text.characters.digits >= filled * 0.9;
  const measured = shareOfKind(column, 'decimal') - shareOfKind(column, 'integer') > 0.02;
  return inOnePiece && (named || coded) && !measured;
}
