// The province in which all tests play: the demonstration's, with fewer people.
import type { Profile } from '../../server/demo/profile.js';

export const testProfile: Profile = { name: 'demo', databaseName: 'yanxiu_test', schools: 1_487, teachers: 9_000, enrolments: 3_900, submissions: 11_700, units: 10 };
export const testTemplate = 'yanxiu_template';
export const testFieldKey = 'ab'.repeat(32);

/** How the run's cluster is reached. */
export interface TestCluster { host: string; port: number; user: string; password: string; applicationPassword: string; /** What PostgreSQL itself writes down. */ databaseLog: string }
