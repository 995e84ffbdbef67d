// What tests wait for at the grading workbench.
import type { Response } from 'playwright-core';
import type { Person } from './console.js';

/** A submission lies open and can be graded. */
export async function isReady(tutor: Person): Promise<void> {
  await tutor.page.getByRole('article', { name: /作业正文|Text/ }).waitFor();
  await tutor.page.locator('textarea:not([disabled])').first().waitFor();
}

/** The answer with the submission behind the open one: the window asks for it by itself. Begun before what makes it ask. */
export function fetchedAhead(tutor: Person): Promise<Response> {
  return tutor.page.waitForResponse((response) => (response.request().postData() ?? '').includes('"isAhead":true'));
}
