import type { RoutingPolicy } from 'backstage-plugin-mesh-traffic-common';

type Spec = RoutingPolicy['spec'];

export type PathRoute = Spec['routes'][number];
export type CallMatch = PathRoute['match'];
export type TextMatch = NonNullable<CallMatch['headers']>[string];
export type Ring = NonNullable<Spec['rollout']>['rings'][string];
export type CircuitBreaker = NonNullable<Spec['otherCallers']['circuitBreaker']>;
export type Retries = NonNullable<Spec['otherCallers']['retries']>;
export type RateLimit = NonNullable<Spec['otherCallers']['rateLimit']>;
export type AccessControl = NonNullable<Spec['accessControl']>;
