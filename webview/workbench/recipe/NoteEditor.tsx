import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { takeEscape } from '../../ui/escape.ts';

interface NoteEditorProps {
  readonly label: string;
  readonly note: string;
  readonly onSave: (note: string) => void;
  readonly onLeave: () => void;
}

/** A note of a step, in a box below it: Enter keeps it, Shift+Enter begins a line. */
export function NoteEditor({ label, note, onSave, onLeave }: NoteEditorProps): ReactNode {
  const [text, setText] = useState(note);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  return (
    <div className="note-editor">
      <textarea
        ref={box}
        className="field-input"
        aria-label={label}
        placeholder="Why this step? Enter keeps it, Escape leaves it."
        rows={2}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={() => {
          if (text !== note) onSave(text);
          else onLeave();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) {
            event.stopPropagation();
          } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            event.stopPropagation();
            onSave(text);
          } else if (event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            takeEscape();
            onLeave();
          }
        }}
      />
    </div>
  );
}
