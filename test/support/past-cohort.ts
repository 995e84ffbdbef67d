// The learners of 2022 in a test: the test province has none, so that every other test counts one year only.
import type pg from 'pg';
import { insertPastCohort } from '../../server/demo/past-cohort.js';

export async function withPastCohort(owner: pg.Client, learners: number): Promise<void> {
  await owner.query('begin');
  // As the demonstration is filled: the rows agree by construction, and reconciliation says whether they do.
  await owner.query("set local session_replication_role = 'replica'");
  await insertPastCohort(owner, { learners, units: 10 }, () => undefined);
  await owner.query('commit');
}
