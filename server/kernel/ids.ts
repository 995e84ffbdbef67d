// Global ids: what the public schema calls `id`. A short prefix says the type, the rest is opaque to callers.

/** The types that have a global id, with their prefixes; a prefix never changes once it was published. */
export const idPrefixes = {
  Office: 'ofc',
  OfficeChange: 'och',
  OfficeContact: 'oct',
  SteeringMember: 'stm',
  Person: 'prs',
  RoleAssignment: 'rol',
  Programme: 'prg',
  Period: 'prd',
  Course: 'crs',
  TrainingBody: 'tbd',
  Resource: 'res',
  TrainingClass: 'cls',
  Enrolment: 'enr',
  Result: 'rst',
  Rubric: 'rub',
  RubricChange: 'rch',
  Assignment: 'asg',
  Submission: 'sbm',
  Review: 'rvw',
  Nomination: 'nom',
  Opinion: 'opn',
  Appeal: 'apl',
  SavedComment: 'svc',
  SavedQueue: 'svq',
  BulkAct: 'bac',
  GradingSheet: 'gsh',
  SecondMarking: 'smk',
  AnchorPaper: 'anc',
  ApiClient: 'api',
  Appointment: 'apt',
  ChiefTutorRecommendation: 'ctr',
  Session: 'ses',
  DataCorrection: 'cor',
  RosterImport: 'rim',
  AuditEvent: 'aud',
  ExportRequest: 'exr',
} as const;
export type NodeType = keyof typeof idPrefixes;

const typeByPrefix = new Map<string, NodeType>(Object.entries(idPrefixes).map(([type, prefix]) => [prefix, type as NodeType]));

export function globalId(type: NodeType, key: number | string): string {
  return `${idPrefixes[type]}_${Number(key).toString(36)}`;
}

/** The row key inside a global id of that type; null for anything else, so that a wrong id is simply not found. */
export function keyOf(type: NodeType, id: string): number | null {
  const parsed = parseGlobalId(id);
  return parsed?.type === type ? parsed.key : null;
}

export function parseGlobalId(id: string): { type: NodeType; key: number } | null {
  const match = /^([a-z]{3})_([0-9a-z]{1,11})$/.exec(id);
  const type = match && typeByPrefix.get(match[1] ?? '');
  if (!match || !type) return null;
  const key = Number.parseInt(match[2] ?? '', 36);
  return Number.isSafeInteger(key) && globalId(type, key) === id ? { type, key } : null;
}
