// Page sizes and cost of a known document: worked out once for all variables that cannot make them differ.
import { estimateCost } from './cost.js';
import type { Limits } from './limits.js';
import type { IncomingOperation } from './operation-arguments.js';
import { checkPaging } from './paging.js';

/** Page sizes come in few kinds; whoever sends each one in turn makes the others be worked out anew. */
const keptAtMost = 100;

export class RememberedCost {
  readonly #known = new Map<string, number | null>();

  constructor(private readonly operation: Omit<IncomingOperation, 'variables'>, private readonly limits: Limits) {}

  /** The points of the operation with these variables; null when a page size or the sum is refused. */
  of(variables: IncomingOperation['variables']): number | null {
    const key = sizesOf(variables);
    let cost = this.#known.get(key);
    if (cost === undefined) {
      if (this.#known.size >= keptAtMost) this.#known.clear();
      this.#known.set(key, (cost = this.#workOut({ ...this.operation, variables })));
    }
    return cost;
  }

  #workOut(incoming: IncomingOperation): number | null {
    if (checkPaging(incoming, this.limits) !== null) return null;
    const cost = estimateCost(incoming, this.limits);
    return cost <= this.limits.costPoints ? cost : null;
  }
}

/** All that sizes are read from: numbers, the lengths of lists, and whether something was given at all. */
function sizesOf(variables: IncomingOperation['variables']): string {
  let sizes = '';
  for (const name in variables) {
    const value = variables[name];
    sizes += `${name}=${typeof value === 'number' ? value : Array.isArray(value) ? `[${value.length}]` : value === null ? 'null' : typeof value};`;
  }
  return sizes;
}
