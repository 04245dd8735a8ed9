import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { Portal, root } from 'scripts';
import { Stage } from './Scenario';

const RESULTS = join(root, 'test-results');
const WAIT_MS = 30_000;

/** The pages of one portal in one browser. */
export class BrowserStage implements Stage {
  readonly portal: Portal;
  readonly consoleErrors: string[] = [];
  readonly received: string[] = [];
  readonly #browser: Browser;
  /** Open windows; shared with the stages beside this one. */
  #contexts: BrowserContext[] = [];

  constructor(portal: Portal, browser: Browser) {
    this.portal = portal;
    this.#browser = browser;
  }

  async open(url: string): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 } });
    this.#contexts.push(context);
    context.setDefaultTimeout(WAIT_MS);
    const page = await context.newPage();
    page.on('console', message => {
      if (message.type() === 'error') {
        this.consoleErrors.push(`${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', error => this.consoleErrors.push(String(error)));
    page.on('response', response => this.#keep(response));
    await page.goto(url);
    return page;
  }

  beside(portal: Portal): Stage {
    const stage = new BrowserStage(portal, this.#browser);
    stage.#contexts = this.#contexts;
    return stage;
  }

  async signInAs(person: 'ana' | 'kim' | 'pat' | 'sam'): Promise<Page> {
    const page = await this.open(this.portal.url);
    const name = `${person[0].toUpperCase()}${person.slice(1)}`;
    await page.getByRole('button', { name: `Sign in as ${name}` }).click();
    await page.getByRole('link', { name: 'Create' }).first().waitFor();
    return page;
  }

  /** Keeps what the last scenario's pages look like, for whoever has to find out why it failed. */
  async keepPages(name: string): Promise<string> {
    await mkdir(RESULTS, { recursive: true });
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    for (const [index, page] of this.#contexts.flatMap(context => context.pages()).entries()) {
      const file = join(RESULTS, `${slug}-${index + 1}`);
      await page.screenshot({ path: `${file}.png`, fullPage: true });
      await writeFile(`${file}.html`, await page.content());
    }
    return RESULTS;
  }

  /** Closes all windows. */
  async clear(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
  }

  async #keep(response: Response): Promise<void> {
    if (!response.url().includes('/api/')) return;
    // The body is gone when the page has moved on; then no page showed it either.
    const body = await response.text().catch(() => '');
    this.received.push(body);
  }
}
