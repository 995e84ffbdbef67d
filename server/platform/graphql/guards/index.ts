// Front door of the guards: what the server composition, the throttle and the scalars may use.
export { limits, type Limits } from './limits.js';
export { documentLimits, parseOptionsOf } from './document-limits.js';
export { estimateCost } from './cost.js';
export { RememberedCost } from './remembered-cost.js';
export { checkPaging } from './paging.js';
export type { IncomingOperation } from './operation-arguments.js';
export { findIllFormedLiteral, findIllFormedText, isWellFormedText, type InputOffence } from './wellformed-text.js';
export { codeOf, formatRefusal, maskSuggestions, namesTypedIn, refusalCodes, type RefusalCode } from './masking.js';
export { closedIntrospection, findIntrospection } from './introspection.js';
export { isExcessRefusal, refuseExcess, type ExcessFacts } from './refusal.js';
export { guardOptions, guardRules, guardsPlugin, noteCost, requestedCost, type GuardsPluginOptions } from './guards-plugin.js';
