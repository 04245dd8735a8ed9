/** Name of the document in a service's folder. */
export const POLICY_FILE = 'routing-policy.yaml';
