import type { Frame, Page } from 'playwright-core';

/** Takes the focus out of any webview, to the editor's title bar. */
export async function focusWorkbench(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.evaluate('window.focus()');
  await page.locator('.part.titlebar').click({ position: { x: 300, y: 5 }, timeout: 30_000 });
}

/** Presses keys one after another: `press(page, 'F6', 'ArrowDown', 'Control+Enter')`. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Presses a key until something holds, for ways whose length is no part of the test. */
export async function pressUntil(
  page: Page,
  key: string,
  holds: () => Promise<boolean>,
  most = 40,
): Promise<void> {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await holds()) return;
    await page.keyboard.press(key);
  }
  if (!(await holds())) throw new Error(`${key}, pressed ${most} times, did not lead there`);
}

/** Role and name of what has the focus, in a webview too: `gridcell delay, row 3`. */
export async function focused(page: Page): Promise<string> {
  let frame: Frame = page.mainFrame();
  for (;;) {
    const text = await frame.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      if (at === null || at === document.body) return '';
      const name = at.getAttribute('aria-label') ?? at.getAttribute('title') ?? at.textContent;
      return `${at.getAttribute('role') ?? at.tagName.toLowerCase()} ${name.trim().slice(0, 80)}`;
    });
    const active = await frame.evaluateHandle(() => document.activeElement);
    const inner = await active.asElement()?.contentFrame();
    if (inner === null || inner === undefined) return text;
    frame = inner;
  }
}
