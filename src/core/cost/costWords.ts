import type { TransferCost } from './transferCost.ts';

/** `about $0.01 for requests; about $1.62 for transfer unless this machine runs in eu-west-1`. */
export function costWords({ requests, transfer, region }: TransferCost): string {
  const unless = region === '' ? '' : ` unless this machine runs in ${region}`;
  return `${money(requests)} for requests; ${money(transfer)} for transfer${unless}`;
}

/** No more digits than an estimate has: `less than $0.01`, `about $1.62`, `about $18`, `about $180`. */
function money(dollars: number): string {
  if (dollars === 0) return 'nothing';
  if (dollars < 0.01) return 'less than $0.01';
  if (dollars < 10) return `about $${dollars.toFixed(2)}`;
  const digits = 10 ** (Math.floor(Math.log10(dollars)) - 1);
  return `about $${(Math.round(dollars / digits) * digits).toLocaleString('en-US')}`;
}
