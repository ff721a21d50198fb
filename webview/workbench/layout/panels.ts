/** The panels in sight, in the order in which F6 goes around: as they stand on the page. */
function panels(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-panel]')].filter(
    (panel) => panel.offsetParent !== null,
  );
}

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), textarea, select, summary, [tabindex="0"], vscode-button, vscode-textfield, vscode-single-select, vscode-textarea';
const lastFocus = new WeakMap<HTMLElement, HTMLElement>();

/** Remembers where the focus was in each panel; the result stops it. */
export function rememberFocus(): () => void {
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    const panel = target.closest<HTMLElement>('[data-panel]');
    if (panel) lastFocus.set(panel, target);
  };
  document.addEventListener('focusin', note);
  return () => {
    document.removeEventListener('focusin', note);
  };
}

/** Puts the focus into the next panel, or the one before, where it was there last. */
export function focusPanel(direction: 1 | -1): void {
  const all = panels();
  const now = document.activeElement?.closest('[data-panel]');
  const at = all.findIndex((panel) => panel === now);
  const start = at < 0 && direction < 0 ? 0 : at;
  const next = all[(start + direction + all.length) % all.length];
  if (next) focusIn(next);
}

function focusIn(panel: HTMLElement): void {
  const last = lastFocus.get(panel);
  const isThere = last !== undefined && panel.contains(last) && last.offsetParent !== null;
  const target = isThere
    ? last
    : (panel.querySelector<HTMLElement>('[data-panel-start], [role=grid]') ??
      panel.querySelector<HTMLElement>(focusable));
  target?.focus({ preventScroll: true });
}
