// What tests do and wait for at the grading workbench.
import type { Locator, Response } from 'playwright-core';
import { WaitingSubmissions } from '../assignments/grading-acts.js';
import type { Person } from './console.js';
import type { Seats } from './seats.js';

/** Submissions that nobody of this file has touched yet, each told once. */
export function untouchedOf(seats: Seats): () => Promise<string> {
  let waiting: WaitingSubmissions | null = null;
  return () => (waiting ??= new WaitingSubmissions(seats.house.server)).take();
}

export async function opens(tutor: Person, id: string): Promise<void> {
  await tutor.goes(`/assignments/${encodeURIComponent(id)}?filter=UNGRADED`);
  await isReady(tutor);
}

/** Which submission the address tells. */
export function idOf(person: Person): string {
  return decodeURIComponent(new URL(person.page.url()).pathname.split('/').at(-1) ?? '');
}

/** A submission lies open and can be graded. */
export async function isReady(tutor: Person): Promise<void> {
  await tutor.page.getByRole('article', { name: /作业正文|Text/ }).waitFor();
  await tutor.page.locator('textarea:not([disabled])').first().waitFor();
}

export async function isSaved(tutor: Person): Promise<void> {
  await tutor.text(/^已保存 \d\d:\d\d/).waitFor();
}

export function total(tutor: Person): Locator {
  return tutor.page.getByRole('status', { name: '总分' });
}

/** The answer with the submission behind the open one: the window asks for it by itself. Begun before what makes it ask. */
export function fetchedAhead(tutor: Person): Promise<Response> {
  return tutor.page.waitForResponse((response) => (response.request().postData() ?? '').includes('"isAhead":true'));
}
