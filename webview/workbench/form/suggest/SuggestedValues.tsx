import type { ReactNode } from 'react';
import type { Suggestion } from '../../../../src/shared/suggestion.ts';
import './suggestedValues.css';

interface SuggestedValuesProps {
  /** What they are for: read out. */
  readonly label: string;
  readonly suggestions: readonly Suggestion[];
  /** Something stands in the box already: they show while it has the focus. */
  readonly filled: boolean;
  readonly onChoose: (suggestion: Suggestion) => void;
}

/** Values that are offered below a box, each with what it is. */
export function SuggestedValues(props: SuggestedValuesProps): ReactNode {
  const { label, suggestions, filled, onChoose } = props;
  if (suggestions.length === 0) return null;
  return (
    <div
      className={`suggested${filled ? ' filled' : ''}`}
      role="group"
      aria-label={`Suggested for ${label}`}
    >
      {suggestions.map((suggestion) => {
        const value = shown(suggestion.value);
        return (
          <button
            key={value}
            type="button"
            className="suggested-value"
            title={`${value}: ${suggestion.why}`}
            // The focus stays in the box.
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              onChoose(suggestion);
            }}
          >
            <span className="suggested-text">{value}</span>
            <small>{suggestion.why}</small>
          </button>
        );
      })}
    </div>
  );
}

const blanks: Readonly<Record<string, string>> = { '\t': 'tab', ' ': 'blank', '': 'empty text' };

/** Blanks at the ends are seen. */
function shown(value: Suggestion['value']): string {
  const text = String(value);
  return blanks[text] ?? (text.trim() === text ? text : `“${text}”`);
}
