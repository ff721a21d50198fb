import type { Condition } from '../../../shared/condition.ts';
import { defineInsight } from './define.ts';
import { nameText, quotedText } from './expressionText.ts';
import { grouped, listed, rowsAndShare, shown } from './figures.ts';
import { detailsBasis } from './insightColumn.ts';

/**
 * Times in text that are written in several zones, or some with and some without: read as they
 * stand, they are hours apart. No step reads zones from text, so none is offered.
 */
export default defineInsight({
  id: 'mixed-time-zones',
  title: 'Mixed time zones',
  thresholds: [
    {
      name: 'rows',
      means: 'So many rows must be in another zone.',
      default: 1,
      min: 1,
      reason: 'One row in another zone is hours off.',
    },
  ],
  column: (column, t) => {
    const { name, details, rows } = column;
    const zones = [...(details?.text?.zones ?? [])].sort((a, b) => b.count - a.count);
    const [first, ...others] = zones;
    const count = others.reduce((sum, zone) => sum + zone.count, 0);
    if (!first || count < t.rows) return undefined;
    const basis = detailsBasis(column, 'text.zones');
    return {
      severity: 'high',
      columns: [name],
      message: `${shown(name)} mixes time zones (${listed(zones.map(zoneName))}): ${rowsAndShare(count, rows, basis)} are not in ${zoneName(first)}.`,
      evidence: zones.map((zone) => ({ label: zoneName(zone), value: grouped(zone.count) })),
      share: count / rows,
      basis,
      rows: inOtherZones(name, first.name),
    };
  },
});

function zoneName({ name }: { readonly name: string }): string {
  return name === 'none' ? 'no zone' : name;
}

/** A time of day with anything but this zone behind it. */
function inOtherZones(name: string, zone: string): Condition {
  const value = nameText(name);
  const time = '[0-9]{2}:[0-9]{2}(:[0-9]{2})?([.,][0-9]+)?\\s*';
  const any = '(Z|z|UTC|GMT|[-+][0-9]{2}(:?[0-9]{2})?)?';
  const own = zone === 'none' ? '' : zone.replace(/[+.]/g, '\\$&');
  return {
    expression: `regexp_matches(${value}, ${quotedText(`${time}${any}\\s*$`)}) and not regexp_matches(${value}, ${quotedText(`${time}${own}\\s*$`)})`,
  };
}
