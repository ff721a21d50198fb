import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Schema } from '../../../src/shared/columnType.ts';
import { conditionTests } from '../../../src/shared/condition.ts';
import { Button } from '../../ui/Button.tsx';
import type { Anchor } from '../../ui/placePopover.ts';
import { Popover } from '../../ui/Popover.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { operandShape, testsFor, testWords } from '../form/model/conditionWords.ts';
import { literalExample } from '../form/model/literalOf.ts';
import { readDraft, withTest } from './filterDraft.ts';
import type { FilterDraft } from './filterDraft.ts';
import type { ColumnTest } from './filterWords.ts';
import './filterEditor.css';

interface FilterEditorProps {
  readonly anchor: Anchor;
  readonly schema: Schema;
  readonly start: FilterDraft;
  /** True for a filter that is there already. */
  readonly exists: boolean;
  readonly onDone: (filter: ColumnTest) => void;
  readonly onOtherColumn: () => void;
  readonly onClose: () => void;
}

/** The small form of one filter: column, test, values by the column's type. */
export function FilterEditor(props: FilterEditorProps): ReactNode {
  const { anchor, schema, start, exists, onDone, onClose } = props;
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const type = schema.find(({ name }) => name === draft.column)?.type;
  const { filter, problems } = readDraft(draft, type);
  const shape = operandShape(draft.is);
  const done = (): void => {
    setTried(true);
    if (!filter) return;
    onClose();
    onDone(filter);
  };
  const set = (index: 0 | 1, text: string): void => {
    const [first, second] = draft.texts;
    setDraft({ ...draft, texts: index === 0 ? [text, second] : [first, text] });
  };
  // What is not typed yet is held against nobody before Apply was pressed.
  const shown = ([0, 1] as const).map((index) =>
    tried || draft.texts[index] !== '' ? problems[index] : '',
  );
  const message = shown.find((problem) => problem !== '') ?? '';
  const field = (index: 0 | 1, label: string): ReactNode =>
    type?.kind === 'boolean' ? (
      <Select
        label={label}
        value={draft.texts[index]}
        options={['', 'true', 'false'].map((value) => ({
          value,
          label: value === '' ? 'Choose…' : value,
        }))}
        onChange={(value) => {
          set(index, value);
        }}
      />
    ) : (
      <TextField
        label={label}
        value={draft.texts[index]}
        placeholder={literalExample(type)}
        invalid={shown[index] !== ''}
        describedBy="filter-message"
        autoFocus={index === 0}
        onChange={(text) => {
          set(index, text);
        }}
        onEnter={done}
        onEscape={onClose}
      />
    );
  return (
    <Popover
      anchor={anchor}
      label={`Filter on ${draft.column}`}
      className="filter-editor"
      onClose={onClose}
    >
      <button type="button" className="filter-column" onClick={props.onOtherColumn}>
        <b>{draft.column}</b>
        <span className="filter-change">Change…</span>
      </button>
      <Select
        label="Test"
        value={draft.is}
        options={testsFor(type).map((test) => ({ value: test, label: testWords[test] }))}
        onChange={(value) => {
          const is = conditionTests.find((test) => test === value);
          if (is) setDraft(withTest(draft, is));
        }}
      />
      {shape === 'one' ? field(0, 'Value') : null}
      {shape === 'two' ? (
        <div className="filter-range">
          {field(0, 'From')}
          <span>to</span>
          {field(1, 'To')}
        </div>
      ) : null}
      {shape === 'list' ? (
        <TextArea
          label="Values, one a line"
          value={draft.texts[0]}
          placeholder="One value a line"
          rows={5}
          invalid={shown[0] !== ''}
          describedBy="filter-message"
          onChange={(text) => {
            set(0, text);
          }}
        />
      ) : null}
      <div id="filter-message" className="filter-message" role="status">
        {message}
      </div>
      <div className="filter-buttons">
        <Button primary onClick={done}>
          {exists ? 'Change Filter' : 'Add Filter'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Popover>
  );
}
