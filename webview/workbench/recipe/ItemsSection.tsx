import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Json } from '../../../src/shared/json.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { SmallForm } from '../form/SmallForm.tsx';
import type { FormScope } from '../form/model/formScope.ts';
import type { Issue } from '../form/model/issue.ts';
import { RowButton } from './RowButton.tsx';
import { Section } from './Section.tsx';

/** One line of a section. */
export interface SectionItem {
  readonly icon: string;
  /** Said before the title: “passed”. */
  readonly state?: string;
  readonly tone?: 'passed' | 'failed' | 'warned';
  readonly title: string;
  readonly detail?: string;
  readonly badge?: string;
  readonly problem?: string | undefined;
  /** What opens below the line. */
  readonly fold?: ReactNode;
}

interface ItemsSectionProps {
  readonly title: string;
  /** What one is called: “check”. */
  readonly noun: string;
  readonly items: readonly SectionItem[];
  /** The JSON of each item, as its form takes it. */
  readonly values: readonly Json[];
  /** Undefined until it is known: a form waits for it. */
  readonly schema: Json | undefined;
  readonly scope: FormScope;
  readonly check?: (value: Json, index: number) => readonly Issue[];
  /** Puts a value at an index (the length appends), or takes it away. */
  readonly onPut: (index: number, value: Json | undefined) => Promise<boolean>;
  readonly side?: ReactNode;
}

/** Lines that are added, edited and taken away by a small form each. */
export function ItemsSection(props: ItemsSectionProps): ReactNode {
  const { title, noun, items, values, schema, scope, check, onPut } = props;
  const [open, setOpen] = useState<number>();
  const root = useRef<HTMLDivElement>(null);
  const close = (index: number): void => {
    setOpen(undefined);
    // The line's own button, or the plus: where the form was opened.
    requestAnimationFrame(() => {
      const lines = root.current?.querySelectorAll<HTMLElement>('.item-main');
      (lines?.[index] ?? root.current?.querySelector<HTMLElement>('.recipe-section-add'))?.focus();
    });
  };
  const form = (index: number): ReactNode =>
    schema !== undefined && (
      <SmallForm
        key={index}
        title={`${index < values.length ? 'Edit' : 'New'} ${noun}`}
        schema={schema}
        value={values[index]}
        scope={scope}
        {...(check ? { check: (value: Json) => check(value, index) } : {})}
        onSave={(value) => onPut(index, value)}
        onLeave={() => {
          close(index);
        }}
      />
    );
  return (
    <div ref={root}>
      <Section
        title={title}
        side={
          <>
            {props.side}
            <IconButton
              className="recipe-section-add"
              icon="add"
              label={`Add ${noun}`}
              onClick={() => {
                setOpen(values.length);
              }}
            />
          </>
        }
      >
        {items.length > 0 && (
          <ul className="items">
            {items.map((item, index) =>
              open === index ? (
                <li key={index}>{form(index)}</li>
              ) : (
                <li key={index} className={`item ${item.problem ? 'is-broken' : ''}`}>
                  <button
                    type="button"
                    className="item-main"
                    title={[item.title, item.detail].filter(Boolean).join('\n')}
                    onClick={() => {
                      setOpen(index);
                    }}
                    onKeyDown={(event) => {
                      if (event.key !== 'Delete') return;
                      event.preventDefault();
                      void onPut(index, undefined).then(() => {
                        close(Math.min(index, values.length - 2));
                      });
                    }}
                  >
                    <span className={`step-number ${item.tone ?? ''}`}>
                      <Icon name={item.icon} />
                      {item.state !== undefined && (
                        <span className="visually-hidden">{item.state}: </span>
                      )}
                    </span>
                    <span className="step-title">{item.title}</span>
                    {item.badge !== undefined && (
                      <span
                        className={`step-badge ${item.tone === 'failed' ? 'error' : item.tone === 'warned' ? 'warning' : 'plain'}`}
                      >
                        {item.badge}
                      </span>
                    )}
                    {item.detail !== undefined && (
                      <span className="step-detail">{item.detail}</span>
                    )}
                  </button>
                  <div className="step-actions">
                    <RowButton
                      icon="trash"
                      label={`Delete ${noun}: ${item.title}`}
                      reachable
                      onClick={() => {
                        void onPut(index, undefined).then(() => {
                          close(Math.min(index, values.length - 2));
                        });
                      }}
                    />
                  </div>
                  {item.problem !== undefined && <p className="step-problem">{item.problem}</p>}
                  {item.fold}
                </li>
              ),
            )}
          </ul>
        )}
        {open === values.length && form(open)}
      </Section>
    </div>
  );
}
