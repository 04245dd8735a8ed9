export * from './snapshot';
export * from './verdict';
export { judgeCaller, type JudgeOptions } from './judgeCaller';
export { judgeTraffic, type JudgeTrafficOptions } from './judgeTraffic';
export { planOf } from './planOf';
export { withPolicyVersions } from './withPolicyVersions';
