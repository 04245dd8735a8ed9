export { explainPolicy, listedCallers, type ExplainedCaller } from './explainPolicy';
export { formatPlan } from './formatPlan';
export { callerName, formatNumber, formatRate, formatShare, formatWindow } from './words';
