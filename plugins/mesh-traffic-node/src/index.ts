/**
 * Extension points of the Mesh Traffic backend plugin.
 *
 * @packageDocumentation
 */
export * from './TelemetrySource';
export * from './telemetrySourceExtensionPoint';
