import { mtlsMode } from '../simulate/access/peerAuthentication';
import { type Workload, selects } from '../simulate/workloads';
import type { IstioObject, LintContext } from './LintContext';

/**
 * How the pods that an AuthorizationPolicy is bound to take mutual TLS. Where no workload is among the documents, the
 * answer is that of pods with just the labels that the policy selects. Of partial documents only what they say counts.
 */
export function mtlsModesOf(
  context: LintContext,
  { spec, namespace }: IstioObject<'AuthorizationPolicy'>,
) {
  const { peerAuthentications, rootNamespace } = context.world;
  const selected = spec.selector?.matchLabels;
  const bound = context.workloadsOf(namespace).filter(({ labels }) => selects(selected, labels));
  const workloads = bound.length
    ? bound
    : [
        {
          namespace,
          labels: selected ?? {},
          name: '',
          pods: 0,
          hasSidecar: true,
          portsByName: {},
          notModelled: [],
        },
      ];
  const isTold = ({ namespace: own, labels }: Pick<Workload, 'namespace' | 'labels'>) =>
    peerAuthentications.some(
      each =>
        (each.namespace === own || each.namespace === rootNamespace) &&
        selects(each.spec.selector?.matchLabels, labels),
    );
  return workloads
    .filter(each => !context.options.partial || isTold(each))
    .map(each => mtlsMode(peerAuthentications, each, 0, rootNamespace));
}
