/** Texts that several pages share. */
export const sharedMessages = {
  unit: {
    perMinute: '{{number}}/min',
    percent: '{{number}} %',
    lessThanPercent: '< {{number}} %',
    ms: '{{number}} ms',
    seconds: '{{number}} s',
    minutes: '{{number}} min',
    hours: '{{number}} h',
    days: '{{number}} d',
    missing: 'not measured',
  },
  status: {
    asPlanned: 'As planned',
    slightlyOff: 'Slightly off',
    offPlan: 'Off plan',
    noTraffic: 'No traffic',
    cannotTell: 'Cannot tell',
    notListed: 'Not listed',
    noPolicy: 'No policy',
    byFlagger: 'By Flagger',
  },
  split: {
    part: '{{percent}} {{version}}',
    plan: 'plan {{parts}}',
    planOnly: 'plan: {{parts}}',
    observedAndPlan: '{{observed}} ({{plan}})',
    nothing: 'no version measured',
    mixed: 'no plan: Istio mixes all versions',
  },
  caller: {
    others: 'All other callers',
    unknown: 'unknown (no mesh identity)',
  },
  diagnostic: {
    error: 'Error',
    warning: 'Warning',
    info: 'Note',
    inFile: '{{severity}} in {{file}}',
    line: 'line {{line}}',
    details: '{{code}} at {{path}}',
    detailsWhole: '{{code}}',
  },
  own: {
    faultTitle: '{{lead}}: this is a fault of Mesh Traffic',
    fault:
      'Your service, monitoring and the GitOps repository are not the cause. If it stays, tell your platform team: the reason is in the log of the Backstage backend, in the lines of the plugin mesh-traffic.',
    unreachableTitle: '{{lead}}: Backstage is not answering',
    unreachable:
      'The portal cannot be reached from here. Check your network, or ask who runs the portal. Your service is not the cause.',
  },
  copy: {
    button: 'Copy',
    done: 'Copied',
    failed: 'Copying is not allowed here: mark the text and copy it',
  },
  diff: {
    added: 'new file',
    changed: 'changed',
    removed: 'removed',
    counts: '+{{additions}} -{{deletions}}',
    label: 'Difference of {{path}}',
    addedLine: 'added:',
    removedLine: 'removed:',
  },
  link: {
    newTab: 'opens in a new tab',
  },
} as const;
