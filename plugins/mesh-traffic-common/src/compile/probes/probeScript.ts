import { ProbeCall } from '../../policy/fields/probes';

/** How far a share may be off by chance: four standard deviations, once in 16,000 runs. */
const DEVIATIONS = 4;

/** What the answers of one version look like, and how many of them the plan allows. */
interface ExpectedVersion {
  version: string;
  text: string;
  fewest: number;
  most: number;
}

/** The versions that a probe looks for, with the numbers that the plan allows for its calls. */
export function expectedVersions(
  call: ProbeCall,
  route: Record<string, number> | undefined,
): ExpectedVersion[] {
  const texts = call.expect.versions ?? {};
  return Object.keys(texts)
    .sort()
    .map(version => {
      const share = (route?.[version] ?? 0) / 100;
      const mean = call.samples * share;
      const spread = DEVIATIONS * Math.sqrt(call.samples * share * (1 - share));
      return {
        version,
        text: texts[version],
        fewest: Math.max(0, Math.floor(mean - spread)),
        most: Math.min(call.samples, Math.ceil(mean + spread)),
      };
    });
}

/**
 * A script for any POSIX shell with curl, grep and tail. It counts, says each wrong answer, and fails when the
 * policy does not hold. Every text in it comes from a field whose characters the schema limits.
 */
export function probeScript(url: string, call: ProbeCall, versions: ExpectedVersion[]): string {
  const method = call.method === 'HEAD' ? '-I' : `-X ${call.method}`;
  const headers = Object.keys(call.headers)
    .sort()
    .map(name => ` -H '${name}: ${call.headers[name]}'`);
  const branches = versions.map(
    ({ text }, index) =>
      `  ${index === 0 ? 'if' : 'elif'} printf '%s' "$answer" | grep -qF '${text}'; then v${index}=$((v${index} + 1))`,
  );
  return [
    '# A sidecar that is not ready yet would look like a broken route.',
    'tries=0',
    'until curl -s -f -o /dev/null --max-time 2 http://127.0.0.1:15021/healthz/ready || [ "$tries" -ge 30 ]; do',
    '  tries=$((tries + 1)); sleep 1',
    'done',
    `failures=0 unknown=0${versions.map((_, index) => ` v${index}=0`).join('')} call=0`,
    `while [ "$call" -lt ${call.samples} ]; do`,
    '  call=$((call + 1))',
    `  answer=$(curl -s --max-time 30 -w '\\n%{http_code}' ${method}${headers.join('')} '${url}') || true`,
    `  status=$(printf '%s' "$answer" | tail -n 1)`,
    `  if [ "$status" != ${call.expect.status} ]; then`,
    `    failures=$((failures + 1)); echo "call $call: status $status, expected ${call.expect.status}"; continue`,
    '  fi',
    ...(branches.length > 0 ? [...branches, '  else unknown=$((unknown + 1)); fi'] : []),
    'done',
    ...versions.map(
      ({ version, fewest, most }, index) =>
        `echo "${version}: $v${index} calls, expected ${fewest} to ${most}"; ` +
        `if [ "$v${index}" -lt ${fewest} ] || [ "$v${index}" -gt ${most} ]; then failures=$((failures + 1)); fi`,
    ),
    'if [ "$unknown" -gt 0 ]; then failures=$((failures + 1)); echo "$unknown answers of no expected version"; fi',
    '# Ends a sidecar that would otherwise keep the Job running.',
    'curl -s -o /dev/null --max-time 2 -X POST http://127.0.0.1:15020/quitquitquit || true',
    'if [ "$failures" -gt 0 ]; then echo "FAILED: the policy does not hold"; exit 1; fi',
    'echo "as declared"',
    '',
  ].join('\n');
}
