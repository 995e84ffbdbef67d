// Dividing waiting work (阅卷分配): by weights, never over anybody's room, never to whom it is closed.

export interface Share {
  tutorId: number;
  /** A positive whole number: of two tutors with 2 and 1 the first gets twice as much. */
  weight: number;
  /** How many more the tutor may get. */
  room: number;
}

/** Work that is open to the same tutors, in the order in which it was handed in. */
export interface Work { submissionId: number; openTo: ReadonlySet<number> }

export interface Distribution {
  given: Map<number, number[]>;
  unplaced: number[];
  /** What each would get of the work that is open to the same circle of tutors, if nothing in it were closed to anybody. */
  fair: Map<number, number>;
}

/**
 * What each would get if nothing were closed to anybody: proportional to the weights, filled up to each one's room, and
 * whole numbers by the largest remainder. The sum is the work, or all the room there is. In whole numbers throughout.
 */
export function fairShares(count: number, shares: readonly Share[]): number[] {
  const result = shares.map(() => 0);
  let left = count;
  let active = shares.map((_, index) => index).filter((index) => (shares[index]?.room ?? 0) > 0);
  const at = (index: number): Share => shares[index] as Share;
  for (;;) {
    const weights = active.reduce((sum, index) => sum + at(index).weight, 0);
    if (weights === 0 || left === 0) return result;
    const full = active.filter((index) => at(index).room * weights <= left * at(index).weight);
    if (full.length === 0) {
      const parts = active.map((index) => ({ index, floor: Math.floor((left * at(index).weight) / weights), rest: (left * at(index).weight) % weights }));
      let over = left - parts.reduce((sum, { floor }) => sum + floor, 0);
      for (const { index, floor } of [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index)) {
        result[index] = floor + (over > 0 ? 1 : 0);
        over -= over > 0 ? 1 : 0;
      }
      return result;
    }
    // Whose room is used up takes no further part; the others share what is left.
    for (const index of full) {
      result[index] = at(index).room;
      left -= at(index).room;
    }
    active = active.filter((index) => !full.includes(index));
  }
}

interface Group { openTo: number[]; left: number; to: number[]; items: number[] }

/**
 * Gives out as much as can be given at all. The fair shares are reached where the closed schools and counties allow it;
 * what is left over goes to whoever may take it and has the least for the weight. Tutors who have no work in common, as
 * those of different courses, are circles of their own.
 */
export function distribute(work: readonly Work[], shares: readonly Share[]): Distribution {
  const able = shares.filter(({ weight, room }) => weight > 0 && room > 0);
  const result: Distribution = { given: new Map(able.map(({ tutorId }) => [tutorId, []])), unplaced: [], fair: new Map(able.map(({ tutorId }) => [tutorId, 0])) };
  for (const circle of circlesOf(groupsOf(work, able))) {
    const tutors = new Set(circle.flatMap(({ openTo }) => openTo));
    const count = circle.reduce((sum, { items }) => sum + items.length, 0);
    const fair = fairShares(count, able.map((share, index) => (tutors.has(index) ? share : { ...share, room: 0 })));
    const load = able.map(() => 0);
    const rooms = able.map(({ room }) => room);
    for (const limits of [fair, rooms]) for (const group of circle) while (group.left > 0 && placeOne(circle, group, load, limits, able));
    for (const index of tutors) result.fair.set(able[index]?.tutorId ?? 0, fair[index] ?? 0);
    handOut(circle, able, result);
  }
  return result;
}

/** Groups that share a tutor, directly or through others. */
function circlesOf(groups: readonly Group[]): Group[][] {
  const circles: { groups: Group[]; tutors: Set<number> }[] = [];
  for (const group of groups) {
    const touched = circles.filter(({ tutors }) => group.openTo.some((tutor) => tutors.has(tutor)));
    const merged = { groups: [...touched.flatMap((circle) => circle.groups), group], tutors: new Set([...touched.flatMap((circle) => [...circle.tutors]), ...group.openTo]) };
    circles.splice(0, circles.length, ...circles.filter((circle) => !touched.includes(circle)), merged);
  }
  return circles.map((circle) => circle.groups);
}

function groupsOf(work: readonly Work[], able: readonly Share[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { submissionId, openTo } of work) {
    const open = able.flatMap(({ tutorId }, index) => (openTo.has(tutorId) ? [index] : []));
    const key = open.join();
    const group = groups.get(key) ?? { openTo: open, left: 0, to: able.map(() => 0), items: [] };
    group.items.push(submissionId);
    group.left += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Places one item of a group, moving others on their way where that makes room: of all tutors that can be reached so, the
 * one with the least for the weight takes one more. False when nobody can be reached.
 */
function placeOne(groups: readonly Group[], start: Group, load: number[], limits: readonly number[], able: readonly Share[]): boolean {
  const cameBy = new Map<number, { group: Group; from: number | null }>();
  const seen = new Set<Group>([start]);
  const queue: { group: Group; from: number | null }[] = [{ group: start, from: null }];
  for (const step of queue) {
    for (const tutor of step.group.openTo) {
      if (cameBy.has(tutor)) continue;
      cameBy.set(tutor, step);
      for (const other of groups) {
        if (seen.has(other) || (other.to[tutor] ?? 0) === 0) continue;
        seen.add(other);
        queue.push({ group: other, from: tutor });
      }
    }
  }
  const free = [...cameBy.keys()].filter((tutor) => (load[tutor] ?? 0) < (limits[tutor] ?? 0));
  if (free.length === 0) return false;
  const ratio = (tutor: number): [number, number] => [(load[tutor] ?? 0) + 1, able[tutor]?.weight ?? 1];
  // (load + 1) / weight, compared in whole numbers; of equals the first.
  const least = free.reduce((best, tutor) => (isBefore(ratio(tutor), ratio(best)) || (!isBefore(ratio(best), ratio(tutor)) && tutor < best) ? tutor : best));
  load[least] = (load[least] ?? 0) + 1;
  for (let tutor: number | null = least; tutor !== null; ) {
    const step: { group: Group; from: number | null } = cameBy.get(tutor) as { group: Group; from: number | null };
    step.group.to[tutor] = (step.group.to[tutor] ?? 0) + 1;
    if (step.from !== null) step.group.to[step.from] = (step.group.to[step.from] ?? 0) - 1;
    tutor = step.from;
  }
  start.left -= 1;
  return true;
}

function isBefore(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] * b[1] < b[0] * a[1];
}

/** Who gets how many of a group is decided; which ones goes in turns, so that nobody gets only the oldest. */
function handOut(groups: readonly Group[], able: readonly Share[], { given, unplaced }: Distribution): void {
  for (const { items, to } of groups) {
    const left = [...to];
    let turn = 0;
    for (const item of items) {
      let tutor = -1;
      for (let tried = 0; tried < left.length && tutor < 0; tried += 1) {
        const index = (turn + tried) % left.length;
        if ((left[index] ?? 0) > 0) tutor = index;
      }
      if (tutor < 0) { unplaced.push(item); continue; }
      left[tutor] = (left[tutor] ?? 0) - 1;
      turn = tutor + 1;
      given.get(able[tutor]?.tutorId ?? 0)?.push(item);
    }
  }
}
