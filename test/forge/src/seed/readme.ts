/** README of the demo's GitOps repository. */
export const readme = `# gitops

What runs in the demo cluster. Everything on \`main\` is applied; changes come as pull requests.

| folder | what it holds |
|---|---|
| \`apps/\` | namespaces, services and workloads, by namespace |
| \`mesh/<namespace>/<service>/\` | how calls to a service are treated, by the namespace they come from |

In a folder of \`mesh/\`, people edit \`routing-policy.yaml\`. The files beside it are generated from it and say so in
their first lines; Backstage proposes both together.
`;
