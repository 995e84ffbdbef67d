// What people do with courses, as they ask it of the public schema.
import type { Actor } from '../support/test-server.js';

export interface SeenCourse {
  id: string; code: string; name: string; state: string; version: number; hours: string; sourceName: string | null; isFromBody: boolean; viewerCanEdit: boolean; viewerCanAssign: boolean; viewerCanDecide: boolean; viewerCanReview: boolean;
  units: { title: string; kind: string; minutes: number; isRequired: boolean; requiredPosts: number | null }[]; steps: { act: string; state: string; byName: string; at: string; reason: string | null }[];
  ratings: { expertName: string | null; isOwn: boolean; total: string | null; comment: string | null; points: { criterion: string; points: string }[] }[]; rating: { asked: number; submitted: number; average: string | null; maximum: string | null } | null;
}
export interface Answered { course: SeenCourse | null; refusals: { code: string; field: string | null; requirement: string | null; message: string }[] }

export const courseFields = 'id code name state version hours sourceName isFromBody viewerCanEdit viewerCanAssign viewerCanDecide viewerCanReview units { title kind minutes isRequired requiredPosts } steps { act state byName at reason } ratings { expertName isOwn total comment points { criterion points } } rating { asked submitted average maximum }';

export const courseContent = {
  name: '小学音乐：校园合唱的起步', subject: 'MUSIC', stage: 'PRIMARY', hours: '10', description: '从呼吸到二声部，带出一支校园合唱队。',
  units: [
    { title: '合唱队怎样组建', kind: 'VIDEO', minutes: 180, isRequired: true, requiredMinutes: 180 }, { title: '声部训练资料', kind: 'READING', minutes: 90, isRequired: true, requiredViews: 12 },
    { title: '排练中的难题', kind: 'DISCUSSION', minutes: 90, isRequired: true, requiredPosts: 2 }, { title: '名师在线指导', kind: 'LIVE', minutes: 90, isRequired: false },
  ],
};

async function act(actor: Actor, mutation: string, type: string, input: object): Promise<Answered> {
  return (await actor.sees(`mutation ($input: ${type}!) { ${mutation}(input: $input) { course { ${courseFields} } refusals { code field requirement message } } }`, { input }))[mutation];
}

export const write = (actor: Actor, more: object = {}) => act(actor, 'writeCourse', 'WriteCourseInput', { programmeId: 'prg_1', ...courseContent, ...more });
export const rewrite = (actor: Actor, course: SeenCourse, more: object = {}) => act(actor, 'rewriteCourse', 'RewriteCourseInput', { courseId: course.id, expectedVersion: course.version, ...courseContent, ...more });
export const handIn = (actor: Actor, course: SeenCourse, note?: string) => act(actor, 'handInCourse', 'HandInCourseInput', { courseId: course.id, expectedVersion: course.version, note });
export const assign = (actor: Actor, course: SeenCourse, personIds: readonly string[]) => act(actor, 'assignCourseReviewers', 'AssignCourseReviewersInput', { courseId: course.id, expectedVersion: course.version, personIds });
export const decide = (actor: Actor, course: SeenCourse, isAccepted: boolean, reason: string) => act(actor, 'decideCourse', 'DecideCourseInput', { courseId: course.id, expectedVersion: course.version, isAccepted, reason });

const codes = ['DIRECTION', 'NEEDS', 'DESIGN', 'PRACTICE', 'MEDIA'];
export const rate = (actor: Actor, courseId: string, points: readonly string[], comment = '可以直接用于课堂。') => act(actor, 'rateCourse', 'RateCourseInput', { courseId, points: points.map((one, place) => ({ criterion: codes[place], points: one })), comment });

export async function seen(actor: Actor, id: string): Promise<SeenCourse> {
  return (await actor.sees(`query ($id: ID!) { course(id: $id) { ${courseFields} } }`, { id })).course;
}

export async function waiting(actor: Actor): Promise<string[]> {
  return (await actor.sees('{ courses(first: 20, isWaiting: true) { nodes { name } } }')).courses.nodes.map(({ name }: { name: string }) => name);
}

export function done({ course, refusals }: Answered): SeenCourse {
  if (course === null || refusals.length > 0) throw new Error(`refused: ${JSON.stringify(refusals)}`);
  return course;
}
