// Callers interleaved on one server, over the same connections and the same known documents: nobody ever gets an answer of another.
import type { Caller } from './places.js';
import { bytes } from './read-walk.js';
import type { Chance } from './path-walk.js';

/** The same documents for all, so that each is answered by the plain executor at first and as a known query soon after. */
const documents = [
  '{ viewer { name office { code } activeRole { id } } enrolments(first: 20) { totalCount nodes { id school { name ancestors { code } } learner { id name } result { id total } } } }',
  '{ indicators { enrolled office { code } } childIndicators(first: 10) { totalCount nodes { enrolled office { code } } } }',
  '{ offices(first: 20, level: SCHOOL) { totalCount nodes { id code name childCount } } results(first: 10) { totalCount nodes { id total } } }',
  '{ viewer { name actions { name } viewingAs { office { id } } } }',
];

export async function crossReads(callers: readonly Caller[], requests: number, below: Chance): Promise<{ unexpected: string[]; asked: number }> {
  const alone = new Map<string, string>();
  // Alone first: what each gets when nobody else is there.
  for (const caller of callers) for (const document of documents) alone.set(`${caller.name} ${document}`, bytes(await caller.actor.ask(document)));
  const unexpected: string[] = [];
  const questions = Array.from({ length: requests }, () => ({ caller: callers[below(callers.length)] as Caller, document: documents[below(documents.length)] as string }));
  await Promise.all(Array.from({ length: 16 }, async () => {
    for (let question = questions.pop(); question !== undefined; question = questions.pop()) {
      const { caller, document } = question;
      const answer = bytes(await caller.actor.ask(document));
      if (answer !== alone.get(`${caller.name} ${document}`)) unexpected.push(`${caller.name} got ${answer.slice(0, 200)} for ${document.slice(0, 60)}`);
    }
  }));
  return { unexpected, asked: requests };
}
