import type { ReactNode } from 'react';
import { useScope } from '../formContext.ts';
import type { FieldViewProps } from '../formContext.ts';
import { columnBeside } from '../model/siblings.ts';
import { freshSuggestions, isEmptyField, withSuggestion } from '../model/withSuggestion.ts';
import { SuggestedValues } from './SuggestedValues.tsx';
import { useSuggestions } from './useSuggestions.ts';

/** What is known of the column beside a field, offered for the field. */
export function FieldSuggestions(props: FieldViewProps): ReactNode {
  const { field, draft, onChange, siblings } = props;
  const column = columnBeside(siblings, useScope())?.name;
  const found = useSuggestions(column, field.suggest);
  return (
    <SuggestedValues
      label={field.label === '' ? 'it' : field.label}
      suggestions={freshSuggestions(field, draft, found)}
      filled={!isEmptyField(field, draft)}
      onChoose={(suggestion) => {
        onChange(withSuggestion(field, draft, suggestion));
      }}
    />
  );
}
