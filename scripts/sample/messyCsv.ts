import { createHash } from 'node:crypto';

const ROWS = 1500;
const cities = ['New York', 'Chicago', 'San Francisco', 'São Paulo', 'Zürich', 'Lagos', '東京'];
const notes = [
  '',
  'call back',
  'said "maybe", then no',
  'two\nlines',
  'a;b,c',
  'gift 🎁',
  '  padded  ',
];

/**
 * Gives a CSV as people send it: names with blanks and one of them twice, dates in two ways,
 * amounts with signs and separators, several words for “nothing”, blanks around values, rows
 * that come twice. Each call gives the same text.
 */
export function messyCsv(): string {
  const lines = ['Order ID,Order Date,Customer Name,city,Amount,Amount,Paid?,discount %,Notes'];
  let last = '';
  for (let row = 1; row <= ROWS; row += 1) {
    const pick = (what: string, size: number): number => hash(what, row) % size;
    const line = [
      `A-${String(10_000 + row)}`,
      date(pick('day', 365), pick('style', 5)),
      quote(`${['Ann', 'Bo', 'Çelik', "O'Neil", 'Ni'][pick('who', 5)] ?? ''} ${pick('no', 90)}`),
      quote(city(pick('city', cities.length), pick('case', 9))),
      quote(amount(pick('amount', 250_000), pick('sign', 12))),
      String(pick('pieces', 40)),
      ['yes', 'no', 'YES', 'TRUE', 'n', ''][pick('paid', 6)] ?? '',
      ['0', '5', '10', 'N/A', '-', '12.5'][pick('discount', 6)] ?? '',
      quote(notes[pick('note', 20)] ?? ''),
    ].join(',');
    lines.push(line);
    if (pick('twice', 40) === 0 && last !== '') lines.push(last);
    last = line;
  }
  return `${lines.join('\n')}\n`;
}

function hash(what: string, row: number): number {
  return createHash('md5').update(`messy|${what}|${row}`).digest().readUInt32BE(0);
}

function date(day: number, style: number): string {
  const at = new Date(Date.UTC(2025, 0, 1 + day)).toISOString();
  const [year = '', month = '', rest = ''] = at.slice(0, 10).split('-');
  if (style === 0) return `${rest}/${month}/${year}`;
  if (style === 1) return '';
  return `${year}-${month}-${rest}`;
}

function city(index: number, style: number): string {
  const name = cities[index] ?? '';
  if (style === 0) return name.toUpperCase();
  if (style === 1) return ` ${name} `;
  if (style === 2) return name.toLowerCase();
  return style === 3 ? 'unknown' : name;
}

function amount(cents: number, style: number): string {
  const value = (cents / 100).toFixed(2);
  if (style === 0) return `$${value.replace(/\B(?=(\d{3})+\.)/g, ',')}`;
  if (style === 1) return `(${value})`;
  if (style === 2) return 'N/A';
  return style === 3 ? '' : value;
}

function quote(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
