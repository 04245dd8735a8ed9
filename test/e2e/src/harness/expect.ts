import assert from 'node:assert/strict';
import { Locator, Page } from 'playwright-core';

/**
 * Waits until the page shows the text.
 *
 * @throws Error with what the page shows instead
 */
export async function expectText(
  page: Page | Locator,
  text: string | RegExp,
  timeoutMs = 30_000,
): Promise<void> {
  const found = page.getByText(text).first();
  try {
    await found.waitFor({ state: 'visible', timeout: timeoutMs });
  } catch {
    const root = 'locator' in page && 'goto' in page ? page.locator('body') : page;
    const shown = (await root.innerText()).replace(/\s+/g, ' ').slice(0, 1500);
    throw new Error(`Not shown within ${timeoutMs / 1000} s: ${text}. The page shows: ${shown}`);
  }
}

/** Fails with a sentence when something that must not be on the page is there. */
export async function expectNoText(page: Page, text: string | RegExp): Promise<void> {
  const count = await page.getByText(text).count();
  assert.equal(count, 0, `The page must not show: ${text}`);
}
