import { freePort, startPortal } from 'scripts';
import { expectText } from '../harness/expect';
import { callerRow, openTraffic } from '../harness/pages';
import { Scenario } from '../harness/Scenario';

export const withoutPrometheus: Scenario = {
  name: 'Without Prometheus the mesh itself brings the numbers, and the page says so',
  async run(stage) {
    const portal = await startPortal({
      port: await freePort(),
      prometheus: false,
      onProgress: () => {},
    });
    try {
      const beside = stage.beside(portal);
      const page = await beside.signInAs('ana');
      await openTraffic(beside, page, 'backend');
      await expectText(page, /Numbers from built-in mesh/);
      await expectText(callerRow(page, 'staging'), /% canary \(plan 90\/10\)/);
    } finally {
      await portal.stop();
    }
  },
};
