import { z } from 'zod';
import { ex, exParam } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { formatType } from '../sql/types.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';
import { writtenInPlace } from './textColumns.ts';

const params = z.strictObject({
  columns: columns(),
  method: z.enum(['hmac-sha256', 'sha256', 'md5']).default('hmac-sha256').meta({
    description:
      'hmac-sha256 takes a secret key; without one, values can be guessed and hashed by anybody.',
  }),
  key: z
    .strictObject({ param: z.string().min(1) })
    .optional()
    .meta({
      ui: 'value',
      description: 'A parameter of the recipe that holds the secret key.',
      when: { method: ['hmac-sha256'] },
    }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'hash-text',
  version: 1,
  title: 'Hash text',
  category: 'text',
  summary:
    'Puts a hash of its UTF-8 bytes, in hexadecimal, in place of each text: equal texts get equal hashes. HMAC-SHA-256 takes a secret key from a parameter of the recipe; without a key (SHA-256, MD5) names or numbers can be guessed and hashed by anybody. Whole numbers are hashed as text. Null stays null.',
  synonyms: [
    ...['sha256', 'sha2', 'md5', 'hmac', 'digest', 'pseudonymize', 'anonymize', 'encrypt'],
    ...['cryptographic hash', 'pii', 'privacy'],
  ],
  params,
  ...rowwise((context) => {
    const write = hashing(context);
    return writtenInPlace(context, write);
  }),
  examples: [
    {
      name: 'under a key from a parameter (RFC 4231, test case 2)',
      input: {
        columns: [
          ['a', 'text'],
          ['id', 'int64'],
        ],
        rows: [
          ['what do ya want for nothing?', 1],
          [null, 2],
        ],
      },
      parameters: { secret: ['text', 'Jefe'] },
      params: { columns: ['a'], method: 'hmac-sha256', key: { param: 'secret' } },
      output: {
        columns: [
          ['a', 'text'],
          ['id', 'int64'],
        ],
        rows: [
          ['5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 1],
          [null, 2],
        ],
      },
    },
    {
      name: 'SHA-256 (FIPS 180-2, B.1), and a whole number as text',
      input: {
        columns: [
          ['a', 'text'],
          ['n', 'int32'],
        ],
        rows: [
          ['abc', 123],
          ['', null],
          [null, 123],
        ],
      },
      params: { columns: ['a', 'n'], method: 'sha256' },
      output: {
        columns: [
          ['a', 'text'],
          ['n', 'text'],
        ],
        rows: [
          [
            'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
            'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3',
          ],
          ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', null],
          [null, 'a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3'],
        ],
      },
    },
    {
      name: 'MD5 (RFC 1321, A.5)',
      input: { columns: [['a', 'text']], rows: [['message digest'], [null]] },
      params: { columns: ['a'], method: 'md5' },
      output: {
        columns: [['a', 'text']],
        rows: [['f96b697d7cb7938d525a2f31aaf161d0'], [null]],
      },
    },
    {
      name: 'an empty table',
      input: { columns: [['a', 'text']], rows: [] },
      params: { columns: ['a'], method: 'sha256' },
      output: { columns: [['a', 'text']], rows: [] },
    },
  ],
});

function hashing({
  params,
  parameters,
}: FlowContext<Params>): (text: ExpressionText) => ExpressionText {
  const { method, key } = params;
  if (method !== 'hmac-sha256') {
    if (key) {
      throw new StepError(['key'], `${method} takes no key.`, 'Leave it out, or take hmac-sha256.');
    }
    return (text) => (method === 'md5' ? ex`md5(${text})` : ex`sha256(${text})`);
  }
  if (!key) {
    throw new StepError(
      ['key'],
      'There is no key.',
      'Add a text parameter to the recipe, and choose it here.',
    );
  }
  const type = Object.hasOwn(parameters, key.param) ? parameters[key.param] : undefined;
  if (type?.kind !== 'text') {
    throw new StepError(
      ['key', 'param'],
      type
        ? `The parameter “${key.param}” is ${formatType(type)}, but a key is text.`
        : `The recipe has no parameter “${key.param}”.`,
      'Add a text parameter to the recipe.',
    );
  }
  const secret = exParam(key.param);
  return (text) => ex`hmac_sha256(${text}, ${secret})`;
}
