import type { FrameLocator, Page } from 'playwright-core';

/** The document inside a webview: of the visible one, or the nth where several stand side by side. */
export function webviewFrame(page: Page, nth = 0): FrameLocator {
  return page
    .locator('iframe.webview.ready:visible')
    .nth(nth)
    .contentFrame()
    .locator('iframe#active-frame')
    .contentFrame();
}
