import { expectDistinct } from '../expression/listHelpers.ts';
import { nullNode } from '../expression/nodes.ts';
import { int64 } from '../expression/types.ts';
import { defineFunction } from './define.ts';
import { uniqueNode } from './listNodes.ts';

export default defineFunction({
  name: 'list_unique',
  aliases: ['array_unique'],
  parameters: [{ name: 'list', kind: 'list' }],
  result: () => int64,
  check: ([list]) => {
    expectDistinct('list_unique', list);
  },
  summary: 'How many different items the list has, nulls left out. Null gives null.',
  emit: {
    expand: ([list], place) => (list ? uniqueNode(list) : nullNode(int64, place)),
  },
  examples: [
    { args: ["string_split('b,a,b,A', ',')"], result: '3' },
    { args: ['list_value(3, null, -1, 3)'], result: '2' },
    { args: ['list_value(cast(null as int64))'], result: '0' },
    { args: ["string_split(null, ',')"], result: null },
  ],
});
