import { dumpYaml } from 'backstage-plugin-mesh-traffic-common';

/** Something that Prometheus scrapes. */
export interface ScrapeTarget {
  /** Origin; `/metrics` is added. */
  url: string;
  /** Default `mesh`. */
  job?: string;
  /** True when the target serves `/history`, which is loaded before the first scrape. */
  history?: boolean;
}

/** The labels that Prometheus puts on a target's series; fixed, so that history and present are one series. */
export function targetLabels(
  target: ScrapeTarget,
  index: number,
): { job: string; instance: string } {
  const job = target.job ?? 'mesh';
  return { job, instance: `${job}-${index}` };
}

/** The configuration file of a Prometheus that scrapes these targets. */
export function prometheusConfig(
  targets: readonly ScrapeTarget[],
  scrapeIntervalSeconds: number,
): string {
  const interval = `${scrapeIntervalSeconds}s`;
  return dumpYaml({
    global: { scrape_interval: interval, scrape_timeout: interval },
    scrape_configs: targets.map((target, index) => {
      const { job, instance } = targetLabels(target, index);
      const { host, protocol } = new URL(target.url);
      return {
        job_name: `${job}-${index}`,
        scheme: protocol.replace(':', ''),
        static_configs: [{ targets: [host], labels: { job, instance } }],
      };
    }),
  });
}
