import { Scenario } from '../harness/Scenario';
import { accessibility } from './accessibility';
import { badNamespace } from './badNamespace';
import { brokenPolicyFile } from './brokenPolicyFile';
import { consoleErrors } from './consoleErrors';
import { callersOwnerDenied, strangerDenied } from './denied';
import { forgeDown, prometheusDown } from './down';
import { noPolicy, notMapped, rolledOut } from './mappings';
import { ninetyPercent } from './ninetyPercent';
import { npmStart } from './npmStart';
import { proposeAndMerge } from './proposeAndMerge';
import { secrets } from './secrets';
import { unknownVersion } from './unknownVersion';
import { withoutPrometheus } from './withoutPrometheus';

/** In the order in which they run: what breaks the portal comes last. */
export const scenarios: readonly Scenario[] = [
  proposeAndMerge,
  ninetyPercent,
  badNamespace,
  notMapped,
  noPolicy,
  rolledOut,
  accessibility,
  consoleErrors,
  strangerDenied,
  callersOwnerDenied,
  unknownVersion,
  brokenPolicyFile,
  forgeDown,
  prometheusDown,
  secrets,
  withoutPrometheus,
  npmStart,
];
