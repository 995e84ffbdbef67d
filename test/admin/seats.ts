// The console for one test file, and the people who sit down before it: after each test they leave, and no browser has complained.
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { openConsole, type Console, type Person } from './console.js';

export interface Seats {
  /** Open from the first test to the last. */
  readonly house: Console;
  /** A member of the cast, signed in at a window of their own until the test ends. */
  sit(...seat: Parameters<Console['seat']>): Promise<Person>;
  /** Nobody yet: a window at the sign-in page. */
  somebody(): Promise<Person>;
}

/** Call it once, at the head of the file. */
export function openSeats(options: Parameters<typeof openConsole>[0] = {}): Seats {
  let house: Console;
  let people: Person[] = [];
  beforeAll(async () => { house = await openConsole(options); });
  afterEach(async () => {
    const complaints = people.flatMap((person) => person.complaints);
    await Promise.all(people.map((person) => person.leaves()));
    people = [];
    expect(complaints).toEqual([]);
  });
  afterAll(() => house.close());
  const seated = (person: Person): Person => {
    people.push(person);
    return person;
  };
  return {
    get house() { return house; },
    sit: async (...seat) => seated(await house.seat(...seat)),
    somebody: async () => seated(await house.somebody()),
  };
}
