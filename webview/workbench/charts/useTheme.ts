import { useSyncExternalStore } from 'react';

/** Changes whenever VS Code changes the theme, which it tells by the body's class and variables. */
export function useTheme(): string {
  return useSyncExternalStore(subscribe, themeNow);
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  const attributeFilter = ['class', 'data-vscode-theme-id', 'style'];
  observer.observe(document.body, { attributes: true, attributeFilter });
  observer.observe(document.documentElement, { attributes: true, attributeFilter });
  return () => {
    observer.disconnect();
  };
}

function themeNow(): string {
  const { className, dataset } = document.body;
  return `${className} ${dataset['vscodeThemeId'] ?? ''} ${document.documentElement.style.cssText.length}`;
}
