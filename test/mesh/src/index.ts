/**
 * A small service mesh for running and testing: it follows the manifests in a git repository and shows what
 * Istio's sidecars and Flagger would report.
 *
 * @packageDocumentation
 */
export { startMesh, type Mesh, type MeshOptions } from './startMesh';
export { findProgram } from './prometheus/findProgram';
export { startPrometheus } from './prometheus/startPrometheus';
export type { Prometheus, PrometheusOptions, PrometheusStart } from './prometheus/startPrometheus';
export type { ScrapeTarget } from './prometheus/prometheusConfig';
export type { Scenario } from './scenario/Scenario';
export { findScenario, scenarios } from './scenario/scenarios';
export type { TrafficQuery } from './server/parseTrafficQuery';
