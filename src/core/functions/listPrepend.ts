import { nullNode } from '../expression/nodes.ts';
import { text } from '../expression/types.ts';
import { defineFunction } from './define.ts';
import { prependedNode } from './listNodes.ts';

export default defineFunction({
  name: 'list_prepend',
  aliases: ['array_prepend'],
  parameters: [
    { name: 'item', kind: 'item' },
    { name: 'list', kind: 'list' },
  ],
  result: ([, list]) => list?.type ?? { kind: 'list', item: text },
  summary:
    'The list with one more item before its first, which may be null; a null list counts as one without items.',
  emit: {
    expand: ([item, list], place) =>
      item && list ? prependedNode(item, list) : nullNode({ kind: 'list', item: text }, place),
  },
  examples: [
    { args: ['-3', 'list_value(1, 2)'], result: '[-3,1,2]' },
    { args: ["'é'", "string_split('a,b', ',')"], result: '["é","a","b"]' },
    { args: ['null', 'list_value(1)'], result: '[null,1]' },
    { args: ["''", "string_split(null, ',')"], result: '[""]' },
  ],
});
