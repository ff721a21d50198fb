import { useId } from 'react';
import type { ReactNode } from 'react';
import { useIssues } from '../formContext.ts';
import type { ControlProps, FieldViewProps } from '../formContext.ts';
import type { Field } from '../model/field.ts';
import type { Issue } from '../model/issue.ts';
import { isShown } from '../model/siblings.ts';
import { FieldSuggestions } from '../suggest/FieldSuggestions.tsx';
import { ChoiceControl } from './ChoiceControl.tsx';
import { ColumnControl } from './ColumnControl.tsx';
import { ColumnsControl } from './ColumnsControl.tsx';
import { ConditionControl } from './ConditionControl.tsx';
import { ExpressionControl } from './ExpressionControl.tsx';
import { FieldMessages } from './FieldMessages.tsx';
import { FlagControl } from './FlagControl.tsx';
import { GroupControl } from './GroupControl.tsx';
import { ListControl } from './ListControl.tsx';
import { NewColumnControl } from './NewColumnControl.tsx';
import { NumberControl } from './NumberControl.tsx';
import { PairsControl } from './PairsControl.tsx';
import { PicksControl } from './PicksControl.tsx';
import { RecordControl } from './RecordControl.tsx';
import { SourceColumnControl } from './SourceColumnControl.tsx';
import { SourceControl } from './SourceControl.tsx';
import { TextControl } from './TextControl.tsx';
import { TupleControl } from './TupleControl.tsx';
import { TypeControl } from './TypeControl.tsx';
import { UnionControl } from './UnionControl.tsx';
import { ValueControl } from './ValueControl.tsx';

/** Fields that hold others show only what none of those shows. */
const holders: readonly Field['kind'][] = ['group', 'list', 'tuple', 'record', 'union', 'pairs'];

/** One param: its label, its control, what is wrong with it. */
export function FieldView(props: FieldViewProps): ReactNode {
  const { field, path, siblings } = props;
  const id = useId();
  const inside = useIssues(path);
  if (!isShown(field, siblings) || field.kind === 'constant') return null;
  const issues = holders.includes(field.kind) ? inside.filter((i) => isOwn(i, props)) : inside;
  const messages = `${id}-messages`;
  const control = controlOf({
    field,
    draft: props.draft,
    onChange: props.onChange,
    path,
    siblings,
    describedBy: issues.length > 0 ? messages : undefined,
    invalid: issues.length > 0,
  });
  // A flag has its words beside it; a union's variant is named by the union.
  const bare = field.kind === 'flag' || field.label === '';
  // Pairs are wanted wherever they are shown.
  const plain = field.kind === 'flag' || field.kind === 'pairs';
  // What is shown for another field's sake is mostly wanted there: the host says so where it is.
  const free = !field.required && field.fallback === undefined && field.when === undefined;
  const optional = free && !plain;
  return (
    <div
      className="field"
      role={bare ? undefined : 'group'}
      aria-label={bare ? undefined : field.label}
    >
      {!bare && (
        <div className="field-label" aria-hidden="true">
          <span>{field.label}</span>
          {optional && <small>optional</small>}
        </div>
      )}
      {control}
      {field.suggest !== undefined && <FieldSuggestions {...props} />}
      {field.help !== '' && <p className="field-help">{field.help}</p>}
      <FieldMessages id={messages} issues={issues} />
    </div>
  );
}

/** `FieldView` as a function, for controls that hold others: they cannot import what draws them. */
export function renderField(props: FieldViewProps, key?: string | number): ReactNode {
  return <FieldView key={key} {...props} />;
}

function controlOf(props: ControlProps<Field>): ReactNode {
  const { field, draft } = props;
  // JSON that its control cannot show is written as JSON.
  if (draft.kind === 'text' && !textual.includes(field.kind)) {
    return <TextControl {...props} field={{ ...field, kind: 'json' }} />;
  }
  switch (field.kind) {
    case 'column':
      return <ColumnControl {...props} field={field} />;
    case 'source-column':
      return <SourceColumnControl {...props} field={field} />;
    case 'columns':
      return <ColumnsControl {...props} field={field} />;
    case 'new-column':
      return <NewColumnControl {...props} field={field} />;
    case 'pairs':
      return <PairsControl {...props} field={field} />;
    case 'condition':
      return <ConditionControl {...props} field={field} />;
    case 'expression':
      return <ExpressionControl {...props} field={field} />;
    case 'value':
      return <ValueControl {...props} field={field} />;
    case 'source':
      return <SourceControl {...props} field={field} />;
    case 'type':
      return <TypeControl {...props} field={field} />;
    case 'text':
    case 'json':
    case 'query':
      return <TextControl {...props} field={field} />;
    case 'number':
      return <NumberControl {...props} field={field} />;
    case 'flag':
      return <FlagControl {...props} field={field} />;
    case 'choice':
      return <ChoiceControl {...props} field={field} />;
    case 'picks':
      return <PicksControl {...props} field={field} />;
    case 'group':
      return <GroupControl {...props} field={field} />;
    case 'list':
      return <ListControl {...props} field={field} />;
    case 'tuple':
      return <TupleControl {...props} field={field} />;
    case 'record':
      return <RecordControl {...props} field={field} />;
    case 'union':
      return <UnionControl {...props} field={field} />;
    case 'constant':
      return null;
  }
}

const textual: readonly Field['kind'][] = [
  'column',
  'source-column',
  'new-column',
  'expression',
  'query',
  'source',
  'type',
  'text',
  'json',
  'number',
];

/** True for an issue of the holder itself, or of a part that it does not show. */
function isOwn(issue: Issue, { field, draft, path }: FieldViewProps): boolean {
  const next = issue.path[path.length];
  if (next === undefined) return true;
  switch (field.kind) {
    case 'group':
      return field.fields.every((inner) => inner.key !== next);
    case 'list':
    case 'tuple':
      return !(draft.kind === 'items' && typeof next === 'number' && next < draft.items.length);
    case 'record':
      return !(
        draft.kind === 'record' && draft.entries.some(({ value }) => value.key === String(next))
      );
    case 'union':
      return false;
    default:
      return true;
  }
}
