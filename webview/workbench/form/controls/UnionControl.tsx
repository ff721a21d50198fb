import type { ReactNode } from 'react';
import { useRenderField } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import { absent } from '../model/draft.ts';
import type { FieldOf } from '../model/field.ts';
import { initialDraft } from '../model/toDraft.ts';
import { Combo } from './Combo.tsx';

/** One of several forms of a value. What was typed into another stays for the way back. */
export function UnionControl(props: ControlProps<FieldOf<'union'>>): ReactNode {
  const renderField = useRenderField();
  const { field, draft, onChange, path } = props;
  const chosen = draft.kind === 'union' ? draft.chosen : -1;
  const drafts = draft.kind === 'union' ? draft.drafts : {};
  const variant = field.variants[chosen];
  const items = field.variants.map((other, index) => ({
    value: String(index),
    label: other.label,
  }));
  return (
    <div className="fields">
      <Combo
        label={field.label === '' ? 'Kind' : field.label}
        search={false}
        items={field.required ? items : [{ value: '', label: '–' }, ...items]}
        value={chosen < 0 ? '' : String(chosen)}
        placeholder="Choose"
        describedBy={props.describedBy}
        onChange={(value) => {
          const next = Number(value);
          const found = value === '' ? undefined : field.variants[next];
          if (!found) onChange(absent);
          else {
            const inner = drafts[next] ?? initialDraft(found);
            onChange({ kind: 'union', chosen: next, drafts: { ...drafts, [next]: inner } });
          }
        }}
      />
      {variant &&
        renderField(
          {
            field: { ...variant, label: '' },
            draft: drafts[chosen] ?? absent,
            path: path,
            siblings: props.siblings,
            onChange: (value) => {
              onChange({ kind: 'union', chosen, drafts: { ...drafts, [chosen]: value } });
            },
          },
          chosen,
        )}
    </div>
  );
}
