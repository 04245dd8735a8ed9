import { Manifest } from '../../kubernetes/manifest';
import { finding } from '../../policy/checks/Check';
import { canWrite } from '../canWrite';
import { ProbeCall } from '../../policy/fields/probes';
import { Context, hostOf } from '../Context';
import { manifestOf } from '../manifestOf';
import { hashedName } from '../names';
import { echoService, echoText } from './echoService';
import { planOfCall } from './planOfCall';
import { expectedVersions, probeScript } from './probeScript';
import { confinedContainer } from './confinedContainer';

/** Kubernetes adds 11 characters to the name of a CronJob for its Jobs. */
const MAX_CRON_JOB_NAME = 52;

/** A Job per probe in its caller's namespace, or a CronJob where there is a schedule. */
export function probeJobs(context: Context): Manifest[] {
  const { probes, service } = context.policy.spec;
  if (!probes) return [];
  const manifests: Manifest[] = [];
  for (const name of Object.keys(probes.calls).sort()) {
    const call = probes.calls[name];
    const path = `spec.probes.calls.${name}`;
    const port = call.port ?? service.ports.find(({ protocol }) => protocol !== 'tcp')?.number ?? 0;
    const plan = planOfCall(context, call, port);
    if (call.expect.versions && (!plan || plan.ring !== undefined)) {
      const message = plan
        ? `The calls of the probe "${name}" follow a rollout: which version answers changes without this document.`
        : `Which route the calls of the probe "${name}" take depends on a regular expression, which is not tried out here.`;
      const help = 'Expect only a status here.';
      context.diagnostics.push(finding('MT1150', 'error', path, message, help));
    }
    if (!canWrite(context, call.from, `${path}.from`, `The probe "${name}"`)) continue;
    const echo = probes.echo ? hostOf(echoService(context.service), context.namespace) : undefined;
    const url = `http://${echo ?? context.host}:${port}${call.path}`;
    const asked = echo === undefined ? call : withEchoTexts(call);
    const script = probeScript(url, asked, expectedVersions(asked, plan?.route));
    const spec = jobSpec(probes.image, script);
    const shown = ['probe', context.service, name];
    if (probes.schedule !== undefined) {
      const cronName = hashedName(shown, {
        most: MAX_CRON_JOB_NAME,
        hidden: [context.namespace],
      });
      manifests.push(
        probeObject(context, 'CronJob', cronName, call.from, {
          schedule: probes.schedule,
          concurrencyPolicy: 'Forbid',
          successfulJobsHistoryLimit: 1,
          failedJobsHistoryLimit: 3,
          jobTemplate: { spec },
        }),
      );
    } else {
      // A Job cannot be changed, so a change of the probe makes another one.
      const jobName = hashedName(shown, { hidden: [context.namespace, probes.image, script] });
      manifests.push(probeObject(context, 'Job', jobName, call.from, spec));
    }
  }
  return manifests;
}

/** Echo workloads answer with their version, whatever the service itself would say. */
function withEchoTexts(call: ProbeCall): ProbeCall {
  const versions = Object.keys(call.expect.versions ?? {});
  const texts = Object.fromEntries(versions.map(version => [version, echoText(version)]));
  return { ...call, expect: { ...call.expect, ...(versions.length > 0 && { versions: texts }) } };
}

function probeObject(
  context: Context,
  kind: 'Job' | 'CronJob',
  name: string,
  namespace: string,
  spec: Record<string, unknown>,
): Manifest {
  return manifestOf(
    {
      apiVersion: 'batch/v1',
      kind,
      name,
      namespace,
      policy: context.owner,
      wave: '1',
      // Flux must not take the script's variables for its own.
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    },
    { spec },
  );
}

function jobSpec(image: string, script: string): Record<string, unknown> {
  return {
    backoffLimit: 0,
    activeDeadlineSeconds: 900,
    template: {
      metadata: { labels: { 'sidecar.istio.io/inject': 'true' } },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'probe',
            image,
            command: ['/bin/sh', '-c', script],
            ...confinedContainer(),
          },
        ],
      },
    },
  };
}
