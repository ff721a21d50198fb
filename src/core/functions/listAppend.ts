import { nullNode } from '../expression/nodes.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';
import { appendedNode } from './listNodes.ts';

export default defineFunction({
  name: 'list_append',
  aliases: ['array_append', 'array_push_back'],
  parameters: [
    { name: 'list', kind: 'list' },
    { name: 'item', kind: 'item' },
  ],
  result: ([list]) => list?.type ?? { kind: 'list', item: text },
  summary:
    'The list with one more item at its end, which may be null; a null list counts as one without items.',
  emit: {
    expand: ([list, item], place) =>
      list && item ? appendedNode(list, item) : nullNode({ kind: 'list', item: text }, place),
  },
  examples: [
    { args: ['list_value(1, 2)', '-3'], result: '[1,2,-3]' },
    { args: ["string_split('a,b', ',')", "'é'"], result: '["a","b","é"]' },
    { args: ['list_value(1)', 'null'], result: '[1,null]' },
    { args: ["string_split(null, ',')", "''"], result: '[""]' },
  ],
});
