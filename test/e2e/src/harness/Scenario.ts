import { Page } from 'playwright-core';
import { Portal } from 'scripts';

/** What a scenario works with. */
export interface Stage {
  portal: Portal;
  /** A fresh browser window in which the person is signed in, at the catalog. */
  signInAs(person: 'ana' | 'kim' | 'pat' | 'sam'): Promise<Page>;
  /** A fresh browser window at the address, nobody signed in. */
  open(url: string): Promise<Page>;
  /** The same browser with another portal, which the scenario has started. */
  beside(portal: Portal): Stage;
  /** What the pages of all scenarios so far wrote to the console as errors. */
  consoleErrors: readonly string[];
  /** All that the portal's backend sent to the pages of all scenarios so far. */
  received: readonly string[];
}

/** One thing that a person does with the portal, and what they must see. */
export interface Scenario {
  name: string;
  run(stage: Stage): Promise<void>;
}
