import assert from 'node:assert/strict';
import { Locator, Page } from 'playwright-core';

const SHOWN_CHARACTERS = 1500;

/**
 * Waits until the page, or a part of it, shows the text.
 *
 * @throws Error with what the page shows instead
 */
export async function expectText(
  where: Page | Locator,
  text: string | RegExp,
  timeoutMs = 30_000,
): Promise<void> {
  try {
    await where.getByText(text).first().waitFor({ state: 'visible', timeout: timeoutMs });
  } catch {
    const page = 'goto' in where ? where : where.page();
    const shown = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
    throw new Error(
      `Not shown within ${timeoutMs / 1000} s: ${text}\n` +
        `The page ${page.url()} shows: ${shown.slice(0, SHOWN_CHARACTERS)}`,
    );
  }
}

/** Fails with a sentence when something that must not be on the page is there. */
export async function expectNoText(page: Page, text: string | RegExp): Promise<void> {
  assert.equal(await page.getByText(text).count(), 0, `The page must not show: ${text}`);
}
