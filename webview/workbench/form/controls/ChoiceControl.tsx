import type { ReactNode } from 'react';
import type { Json } from '../../../../src/shared/json.ts';
import type { ControlProps } from '../formContext.ts';
import { absent } from '../model/draft.ts';
import type { FieldOf } from '../model/field.ts';
import { Combo } from './Combo.tsx';
import { Segments } from './Segments.tsx';

/** One of some values: side by side where they fit, else in a list. */
export function ChoiceControl(props: ControlProps<FieldOf<'choice'>>): ReactNode {
  const { field, draft } = props;
  const value = draft.kind === 'choice' ? draft.value : field.fallback;
  const label = field.label === '' ? 'Choice' : field.label;
  const items = field.options.map((option) => ({ value: key(option.value), label: option.label }));
  const optional = !field.required && field.fallback === undefined;
  const put = (chosen: string): void => {
    const option = field.options.find((candidate) => key(candidate.value) === chosen);
    props.onChange(option ? { kind: 'choice', value: option.value } : absent);
  };
  const letters = items.reduce((sum, item) => sum + item.label.length, 0);
  if (!optional && items.length <= 4 && letters <= 22) {
    return <Segments label={label} options={items} value={key(value)} onChange={put} />;
  }
  return (
    <Combo
      label={label}
      search={items.length > 12}
      items={optional ? [{ value: '', label: '–' }, ...items] : items}
      value={value === undefined ? '' : key(value)}
      invalid={props.invalid}
      describedBy={props.describedBy}
      onChange={put}
    />
  );
}

/** A value as the text by which it is told from others. */
function key(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value);
}
