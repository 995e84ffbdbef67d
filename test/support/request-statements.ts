// Statements of a request, as tests count them: without what the server does by itself now and then whatever is asked.
import type { Database } from '../../server/platform/database/database.js';

/** Who asks is looked up once a second and noted once a minute; the others work off what waits for them. */
const ofTheServer = new Set(['session', 'scope', 'token', 'audit-sealer', 'bulk-acts', 'derive-people', 'read-names', 'office-changes', 'roster-work', 'roster-compare', 'roster-undo', 'rubric-change', 'tutor-absences', 'due-programmes', 'waiting-list']);

/** Tells the text of each statement of a request; answers how to stop. */
export function onRequestStatement(database: Database, tell: (text: string) => void): () => void {
  database.onStatement = (text, scope) => { if (scope.kind !== 'job' || !ofTheServer.has(scope.job)) tell(text); };
  return () => { database.onStatement = null; };
}
