import type { ReactNode } from 'react';
import type { SourceOptions } from '../../../src/shared/source.ts';
import { Combo } from '../../ui/fields/Combo.tsx';
import { Field } from '../../ui/fields/Field.tsx';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { TextInput } from '../../ui/fields/TextInput.tsx';
import { nullsOf, nullWords, shownMark, typedMark } from './readingWords.ts';
import type { TriedReading } from './useReading.ts';

const delimiters = [
  { value: ',', detail: 'comma' },
  { value: ';', detail: 'semicolon' },
  { value: '\\t', detail: 'tab' },
  { value: '|', detail: 'bar' },
];
const quotes = [
  { value: '"', detail: 'double' },
  { value: "'", detail: 'single' },
];
const encodings = ['utf-8', 'utf-16', 'latin-1'].map((value) => ({ value }));
const days = ['%Y-%m-%d', '%d/%m/%Y', '%m/%d/%Y', '%d.%m.%Y', '%Y%m%d'].map((value) => ({ value }));
const times = ['%Y-%m-%d %H:%M:%S', '%d/%m/%Y %H:%M', '%m/%d/%Y %I:%M %p', '%d.%m.%Y %H:%M:%S'].map(
  (value) => ({ value }),
);
const thousands = [
  { value: ',', detail: 'comma' },
  { value: '.', detail: 'point' },
  { value: "'", detail: 'apostrophe' },
];

/** The options of a text, each with its label and what it does. */
export function OptionFields({ tried }: { readonly tried: TriedReading }): ReactNode {
  const { set } = tried;
  const given = tried.reading.options;
  const now: SourceOptions = { ...tried.preview?.options, ...given };
  const nulls = nullWords(now.null);
  const text = (value: string): string | undefined => (value === '' ? undefined : value);
  return (
    <div className="reading-fields">
      <Combo
        id="read-delimiter"
        label="Delimiter"
        value={shownMark(now.delimiter ?? '')}
        problem={undefined}
        choices={delimiters}
        placeholder="Found out"
        onChange={(value) => {
          set({ delimiter: text(typedMark(value)) });
        }}
      />
      <Choice
        id="read-header"
        label="First line"
        value={now.header === false ? 'no' : 'yes'}
        choices={[
          { value: 'yes', label: 'Names' },
          { value: 'no', label: 'Values' },
        ]}
        onChange={(value) => {
          set({ header: value === 'yes' });
        }}
      />
      <TextInput
        id="read-skip"
        label="Skip lines"
        hint="Lines above the first line that counts."
        numeric
        value={now.skip === undefined ? '' : String(now.skip)}
        problem={undefined}
        onChange={(value) => {
          const digits = value.replaceAll(/\D/g, '').slice(0, 9);
          set({ skip: digits === '' ? undefined : Number(digits) });
        }}
      />
      <Combo
        id="read-encoding"
        label="Encoding"
        value={now.encoding ?? (tried.preview ? 'utf-8' : '')}
        problem={undefined}
        choices={encodings}
        placeholder="Found out"
        onChange={(value) => {
          set({ encoding: text(value.trim()) });
        }}
      />
      <div className="reading-pair">
        <Combo
          id="read-quote"
          label="Quote"
          value={now.quote ?? ''}
          problem={undefined}
          choices={quotes}
          placeholder="None"
          onChange={(value) => {
            set({ quote: value });
          }}
        />
        <TextInput
          id="read-escape"
          label="Escape"
          value={now.escape ?? ''}
          problem={undefined}
          placeholder="None"
          onChange={(value) => {
            set({ escape: value });
          }}
        />
      </div>
      <Choice
        id="read-strict"
        label="Quotes inside values"
        hint={now.strict === false ? 'Text behind a closing quote is lost.' : 'Must be doubled.'}
        value={now.strict === false ? 'lenient' : 'strict'}
        choices={[
          { value: 'strict', label: 'Strict' },
          { value: 'lenient', label: 'Lenient' },
        ]}
        onChange={(value) => {
          set({ strict: value === 'lenient' ? false : undefined });
        }}
      />
      <Choice
        id="read-bad"
        label="Bad lines"
        hint={
          now.badLines === 'skip' ? 'Left out, counted and listed.' : 'Reading stops at the first.'
        }
        value={now.badLines === 'skip' ? 'skip' : 'error'}
        choices={[
          { value: 'error', label: 'Stop' },
          { value: 'skip', label: 'Leave Out' },
        ]}
        onChange={(value) => {
          set({ badLines: value === 'skip' ? 'skip' : undefined });
        }}
      />
      <TextInput
        id="read-null"
        label="Words for null"
        hint="Separated by commas, such as NA, -"
        value={nulls.words}
        problem={undefined}
        onChange={(value) => {
          set({ null: nullsOf(value, nulls.empty) });
        }}
      />
      <Choice
        id="read-empty"
        label="Empty text"
        value={nulls.empty ? 'null' : 'text'}
        choices={[
          { value: 'null', label: 'Null' },
          { value: 'text', label: 'Text' },
        ]}
        onChange={(value) => {
          set({ null: nullsOf(nulls.words, value === 'null') });
        }}
      />
      <div className="reading-pair">
        <Choice
          id="read-decimal"
          label="Decimal mark"
          value={now.decimal ?? '.'}
          choices={[
            { value: '.', label: '1.5' },
            { value: ',', label: '1,5' },
          ]}
          onChange={(value) => {
            set({ decimal: value });
          }}
        />
        <Combo
          id="read-thousands"
          label="Thousands"
          value={now.thousands ?? ''}
          problem={undefined}
          choices={thousands}
          placeholder="None"
          onChange={(value) => {
            set({ thousands: text(value) });
          }}
        />
      </div>
      <Combo
        id="read-date"
        label="Dates"
        value={now.dateFormat ?? ''}
        problem={undefined}
        choices={days}
        placeholder="ISO, or found out"
        onChange={(value) => {
          set({ dateFormat: text(value) });
        }}
      />
      <Combo
        id="read-time"
        label="Timestamps"
        value={now.timestampFormat ?? ''}
        problem={undefined}
        choices={times}
        placeholder="ISO, or found out"
        onChange={(value) => {
          set({ timestampFormat: text(value) });
        }}
      />
      <TextInput
        id="read-comment"
        label="Comments"
        hint="What follows this character is left out."
        value={now.comment ?? ''}
        problem={undefined}
        placeholder="None"
        onChange={(value) => {
          set({ comment: text(value) });
        }}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ id, label, hint, value, choices, onChange }: ChoiceProps): ReactNode {
  return (
    <Field {...{ id, label }} group problem={undefined} {...(hint === undefined ? {} : { hint })}>
      <Segmented label={label} value={value} segments={choices} onChange={onChange} />
    </Field>
  );
}
