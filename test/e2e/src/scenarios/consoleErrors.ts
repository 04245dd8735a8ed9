import assert from 'node:assert/strict';
import { Scenario } from '../harness/Scenario';

export const consoleErrors: Scenario = {
  name: 'Up to here no page wrote an error to the browser console',
  async run(stage) {
    assert.deepEqual(stage.consoleErrors, []);
  },
};
