import type { LintRule } from './LintRule';
import { abTestWithoutCallers } from './rules/abTestWithoutCallers';
import { ambientAndInjection } from './rules/ambientAndInjection';
import { ambientHttpPolicy } from './rules/ambientHttpPolicy';
import { ambientRuleElsewhere } from './rules/ambientRuleElsewhere';
import { ambientWithoutSidecars } from './rules/ambientWithoutSidecars';
import { ambientWithoutWaypoint } from './rules/ambientWithoutWaypoint';
import { annotationOfPods } from './rules/annotationOfPods';
import { bothReporters } from './rules/bothReporters';
import { breakerNeverApplies } from './rules/breakerNeverApplies';
import { canaryFieldUnknown } from './rules/canaryFieldUnknown';
import { celBeyondProxy } from './rules/celBeyondProxy';
import { certificateShared } from './rules/certificateShared';
import { claimsWithoutAuthentication } from './rules/claimsWithoutAuthentication';
import { clientRuleHides } from './rules/clientRuleHides';
import { conditionNeverHolds } from './rules/conditionNeverHolds';
import { consecutiveErrorsIgnored } from './rules/consecutiveErrorsIgnored';
import { credentialUnknown } from './rules/credentialUnknown';
import { dashboardWrapped } from './rules/dashboardWrapped';
import { defaultBucketShared } from './rules/defaultBucketShared';
import { delegateConflict } from './rules/delegateConflict';
import { delegateMissing } from './rules/delegateMissing';
import { delegationWithHosts } from './rules/delegationWithHosts';
import { denialsCountAsSuccess } from './rules/denialsCountAsSuccess';
import { denyBesideAllow } from './rules/denyBesideAllow';
import { destinationPortUnknown } from './rules/destinationPortUnknown';
import { destinationRulesCompete } from './rules/destinationRulesCompete';
import { destinationTwice } from './rules/destinationTwice';
import { destinationUnknown } from './rules/destinationUnknown';
import { disabledMtlsHidesIdentity } from './rules/disabledMtlsHidesIdentity';
import { divisionLosesZero } from './rules/divisionLosesZero';
import { dottedHost } from './rules/dottedHost';
import { duplicateObject } from './rules/duplicateObject';
import { ejectionNeverHappens } from './rules/ejectionNeverHappens';
import { entriesDisagree } from './rules/entriesDisagree';
import { entrySelectsNothing } from './rules/entrySelectsNothing';
import { entryWithoutEndpoints } from './rules/entryWithoutEndpoints';
import { exportToSwallowed } from './rules/exportToSwallowed';
import { exportToUnknown } from './rules/exportToUnknown';
import { fillIntervalTooShort } from './rules/fillIntervalTooShort';
import { filterSelectsNothing } from './rules/filterSelectsNothing';
import { foreignVirtualService } from './rules/foreignVirtualService';
import { gateOpenedByHook } from './rules/gateOpenedByHook';
import { gatewayBypassesRoutes } from './rules/gatewayBypassesRoutes';
import { gatewayNeedsPort } from './rules/gatewayNeedsPort';
import { gatewayPortNotExposed } from './rules/gatewayPortNotExposed';
import { gatewaySelectsNothing } from './rules/gatewaySelectsNothing';
import { gatewaysWithSource } from './rules/gatewaysWithSource';
import { gatewayUnknown } from './rules/gatewayUnknown';
import { hostNotAtGateway } from './rules/hostNotAtGateway';
import { hostTakenFromFlagger } from './rules/hostTakenFromFlagger';
import { httpConditionOnTcp } from './rules/httpConditionOnTcp';
import { httpRulesOnTcp } from './rules/httpRulesOnTcp';
import { identityWithoutStrict } from './rules/identityWithoutStrict';
import { imageAutoNotInjected } from './rules/imageAutoNotInjected';
import { injectionMisspelt } from './rules/injectionMisspelt';
import { injectionTwice } from './rules/injectionTwice';
import { injectionUnknown } from './rules/injectionUnknown';
import { limitByHeader } from './rules/limitByHeader';
import { limitConfigUnread } from './rules/limitConfigUnread';
import { limitInRootNamespace } from './rules/limitInRootNamespace';
import { limitNotEnabled } from './rules/limitNotEnabled';
import { loadTesterRefused } from './rules/loadTesterRefused';
import { matchPortUnknown } from './rules/matchPortUnknown';
import { matchWithSteps } from './rules/matchWithSteps';
import { metricIncomplete } from './rules/metricIncomplete';
import { metricLabelUnknown } from './rules/metricLabelUnknown';
import { mtlsAtSource } from './rules/mtlsAtSource';
import { mutualTlsToPlainPods } from './rules/mutualTlsToPlainPods';
import { namespaceCanBePruned } from './rules/namespaceCanBePruned';
import { namespaceNotInjected } from './rules/namespaceNotInjected';
import { namespaceUnknown } from './rules/namespaceUnknown';
import { noAnswerNotCounted } from './rules/noAnswerNotCounted';
import { noDefaultBucket } from './rules/noDefaultBucket';
import { noLoadTest } from './rules/noLoadTest';
import { noPodsInSubset } from './rules/noPodsInSubset';
import { noRouteForOtherPaths } from './rules/noRouteForOtherPaths';
import { noRouteForOthers } from './rules/noRouteForOthers';
import { oldVersion } from './rules/oldVersion';
import { oneBucketForAll } from './rules/oneBucketForAll';
import { otherPathsAtGateway } from './rules/otherPathsAtGateway';
import { ownedByFlagger } from './rules/ownedByFlagger';
import { patchIgnored } from './rules/patchIgnored';
import { pathWithoutBase } from './rules/pathWithoutBase';
import { pendingBelowConnections } from './rules/pendingBelowConnections';
import { perTryBeyondTimeout } from './rules/perTryBeyondTimeout';
import { plainToStrictPods } from './rules/plainToStrictPods';
import { policySelectsNothing } from './rules/policySelectsNothing';
import { policyWithoutSidecar } from './rules/policyWithoutSidecar';
import { poolBindsServer } from './rules/poolBindsServer';
import { portWithoutProtocol } from './rules/portWithoutProtocol';
import { portWithTwoProtocols } from './rules/portWithTwoProtocols';
import { principalUnknown } from './rules/principalUnknown';
import { protocolsOnOnePort } from './rules/protocolsOnOnePort';
import { refusedByWebhook } from './rules/refusedByWebhook';
import { retriesOnLimit } from './rules/retriesOnLimit';
import { retriesRepeatWrites } from './rules/retriesRepeatWrites';
import { retriesWithoutTimeout } from './rules/retriesWithoutTimeout';
import { routesNotRead } from './rules/routesNotRead';
import { ruleForUnknownHost } from './rules/ruleForUnknownHost';
import { ruleInThirdNamespace } from './rules/ruleInThirdNamespace';
import { runsAsProxyUser } from './rules/runsAsProxyUser';
import { sameConditionTwice } from './rules/sameConditionTwice';
import { selectorAtWaypoint } from './rules/selectorAtWaypoint';
import { selectorHidesFromOthers } from './rules/selectorHidesFromOthers';
import { selectorThatFlaggerRewrites } from './rules/selectorThatFlaggerRewrites';
import { servedVersion } from './rules/servedVersion';
import { serverNotVerified } from './rules/serverNotVerified';
import { serviceNotThere } from './rules/serviceNotThere';
import { servicePortInPolicy } from './rules/servicePortInPolicy';
import { serviceWithoutPods } from './rules/serviceWithoutPods';
import { sidecarHidesHost } from './rules/sidecarHidesHost';
import { sidecarImportsNothing } from './rules/sidecarImportsNothing';
import { sidecarOfRootWithSelector } from './rules/sidecarOfRootWithSelector';
import { sidecarSelectsNothing } from './rules/sidecarSelectsNothing';
import { sourceFieldsBothHold } from './rules/sourceFieldsBothHold';
import { spoofableHeader } from './rules/spoofableHeader';
import { subsetMissing } from './rules/subsetMissing';
import { subsetSelectsAll } from './rules/subsetSelectsAll';
import { subsetSelectsNothing } from './rules/subsetSelectsNothing';
import { subsetTwice } from './rules/subsetTwice';
import { targetPortUnknown } from './rules/targetPortUnknown';
import { targetRefsForSidecars } from './rules/targetRefsForSidecars';
import { targetWithoutSelector } from './rules/targetWithoutSelector';
import { tcpPortWithoutAddress } from './rules/tcpPortWithoutAddress';
import { timeoutCutsStreams } from './rules/timeoutCutsStreams';
import { tlsFieldUnused } from './rules/tlsFieldUnused';
import { tlsHostTwice } from './rules/tlsHostTwice';
import { tlsNotNeeded } from './rules/tlsNotNeeded';
import { twoCanariesOneService } from './rules/twoCanariesOneService';
import { twoCanariesOneTarget } from './rules/twoCanariesOneTarget';
import { twoPeerAuthentications } from './rules/twoPeerAuthentications';
import { twoPeerAuthenticationsForPods } from './rules/twoPeerAuthenticationsForPods';
import { twoSidecars } from './rules/twoSidecars';
import { twoSidecarsForPods } from './rules/twoSidecarsForPods';
import { twoTelemetries } from './rules/twoTelemetries';
import { twoVirtualServicesForHost } from './rules/twoVirtualServicesForHost';
import { typedStruct } from './rules/typedStruct';
import { unknownField } from './rules/unknownField';
import { unreachableRule } from './rules/unreachableRule';
import { webhookWithoutNamespace } from './rules/webhookWithoutNamespace';
import { weightFraction } from './rules/weightFraction';
import { weightOfSingle } from './rules/weightOfSingle';
import { weightsNotPercent } from './rules/weightsNotPercent';

/**
 * All rules, by code. A code stands for one rule for ever: a rule that goes leaves its code behind in
 * {@link RETIRED_CODES}.
 */
export const LINT_RULES: readonly LintRule[] = [
  servedVersion,
  refusedByWebhook,
  unknownField,
  oldVersion,
  duplicateObject,
  exportToUnknown,
  noRouteForOthers,
  noRouteForOtherPaths,
  gatewaysWithSource,
  twoVirtualServicesForHost,
  subsetMissing,
  destinationUnknown,
  unreachableRule,
  weightOfSingle,
  weightsNotPercent,
  dottedHost,
  noPodsInSubset,
  retriesWithoutTimeout,
  retriesRepeatWrites,
  retriesOnLimit,
  perTryBeyondTimeout,
  spoofableHeader,
  delegateMissing,
  delegateConflict,
  timeoutCutsStreams,
  httpRulesOnTcp,
  foreignVirtualService,
  gatewayUnknown,
  hostNotAtGateway,
  destinationTwice,
  gatewayNeedsPort,
  sameConditionTwice,
  destinationPortUnknown,
  otherPathsAtGateway,
  gatewayBypassesRoutes,
  claimsWithoutAuthentication,
  destinationRulesCompete,
  exportToSwallowed,
  breakerNeverApplies,
  consecutiveErrorsIgnored,
  ejectionNeverHappens,
  pendingBelowConnections,
  poolBindsServer,
  clientRuleHides,
  mutualTlsToPlainPods,
  plainToStrictPods,
  tlsNotNeeded,
  subsetSelectsNothing,
  subsetSelectsAll,
  selectorHidesFromOthers,
  ruleInThirdNamespace,
  ruleForUnknownHost,
  serverNotVerified,
  subsetTwice,
  limitNotEnabled,
  oneBucketForAll,
  limitInRootNamespace,
  typedStruct,
  limitConfigUnread,
  limitByHeader,
  noDefaultBucket,
  defaultBucketShared,
  celBeyondProxy,
  fillIntervalTooShort,
  filterSelectsNothing,
  patchIgnored,
  identityWithoutStrict,
  denyBesideAllow,
  sourceFieldsBothHold,
  principalUnknown,
  policyWithoutSidecar,
  targetRefsForSidecars,
  selectorThatFlaggerRewrites,
  policySelectsNothing,
  namespaceUnknown,
  disabledMtlsHidesIdentity,
  twoPeerAuthentications,
  pathWithoutBase,
  httpConditionOnTcp,
  servicePortInPolicy,
  conditionNeverHolds,
  twoPeerAuthenticationsForPods,
  injectionTwice,
  namespaceNotInjected,
  injectionUnknown,
  namespaceCanBePruned,
  twoSidecars,
  sidecarHidesHost,
  sidecarSelectsNothing,
  twoSidecarsForPods,
  sidecarImportsNothing,
  sidecarOfRootWithSelector,
  portWithoutProtocol,
  serviceWithoutPods,
  serviceNotThere,
  portWithTwoProtocols,
  targetPortUnknown,
  runsAsProxyUser,
  imageAutoNotInjected,
  annotationOfPods,
  injectionMisspelt,
  matchPortUnknown,
  twoCanariesOneTarget,
  twoCanariesOneService,
  matchWithSteps,
  canaryFieldUnknown,
  denialsCountAsSuccess,
  webhookWithoutNamespace,
  hostTakenFromFlagger,
  ownedByFlagger,
  delegationWithHosts,
  abTestWithoutCallers,
  loadTesterRefused,
  weightFraction,
  metricIncomplete,
  noLoadTest,
  gateOpenedByHook,
  targetWithoutSelector,
  metricLabelUnknown,
  bothReporters,
  dashboardWrapped,
  divisionLosesZero,
  noAnswerNotCounted,
  mtlsAtSource,
  twoTelemetries,
  gatewaySelectsNothing,
  tlsHostTwice,
  gatewayPortNotExposed,
  credentialUnknown,
  tlsFieldUnused,
  certificateShared,
  protocolsOnOnePort,
  routesNotRead,
  tcpPortWithoutAddress,
  entryWithoutEndpoints,
  entrySelectsNothing,
  entriesDisagree,
  ambientWithoutWaypoint,
  ambientRuleElsewhere,
  ambientHttpPolicy,
  ambientWithoutSidecars,
  ambientAndInjection,
  selectorAtWaypoint,
];

/** Codes of rules that are gone; they are not given again. */
export const RETIRED_CODES: readonly string[] = [];
