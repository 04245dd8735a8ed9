import { Browser, chromium } from 'playwright-core';
import { findBrowser } from './findBrowser';

/**
 * Starts the machine's Chromium, with everything off that would talk to the outside.
 *
 * @throws Error that says what to install when there is none
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) {
    throw new Error(
      'There is no Chromium. Install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium).',
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
