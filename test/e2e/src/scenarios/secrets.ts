import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Scenario } from '../harness/Scenario';

export const secrets: Scenario = {
  name: 'The token of the repository is in no answer to a page and in no log',
  async run(stage) {
    const { forge, logFolder } = stage.portal;
    assert.ok(stage.received.length > 20, 'The pages of the scenarios before asked the backend.');
    const answers = stage.received.filter(answer => answer.includes(forge.token));
    assert.deepEqual(answers, []);
    for (const name of await readdir(logFolder)) {
      const log = await readFile(join(logFolder, name), 'utf8');
      assert.ok(!log.includes(forge.token), `The token is in the log ${name}.`);
    }
  },
};
