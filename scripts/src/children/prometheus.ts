import { startPrometheus } from 'mesh';
import { serve } from './serve';

export interface PrometheusInput {
  meshUrl: string;
}

/** Either where Prometheus is, or why there is none. */
export type PrometheusReady = { url: string } | { reason: string };

serve<PrometheusInput, PrometheusReady>(async ({ meshUrl }) => {
  const { prometheus, reason } = await startPrometheus({
    targets: [{ url: meshUrl, history: true }],
  });
  if (!prometheus) return { ready: { reason }, close: async () => {} };
  return { ready: { url: prometheus.url }, close: () => prometheus.close() };
});
