// Every page of the console, looked at by axe, by a reader of either language, on a desk and on a phone; each leaves a screenshot.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertIntake } from '../../server/demo/intake.js';
import { insertNominations } from '../../server/demo/nominations.js';
import { insertResources } from '../../server/demo/resources.js';
import { globalId } from '../../server/kernel/ids.js';
import { reviewScene } from '../access/choice-scene.js';
import { ownSubmissions, waitingIds } from '../assignments/grading-acts.js';
import type { CastName } from '../support/test-server.js';
import { axeViolations, desk, isStill, openConsole, phone, type Console, type Person } from './console.js';
import { chinese, latin, wordsIn } from './words-on-screen.js';

let house: Console;
const places: Record<string, string> = {};

beforeAll(async () => {
  house = await openConsole();
  const one = async (statement: string): Promise<string> => (await house.server.owner.query<{ id: string }>(statement)).rows[0]?.id ?? '';
  await insertIntake(house.server.owner, 1);
  await insertNominations(house.server.owner);
  await insertResources(house.server.owner);
  await house.server.owner.query(reviewScene);
  const course = async (name: string) => globalId('Course', await one(`select id from course where name like '${name}%'`));
  Object.assign(places, { rated: await course('高中思想政治：'), draft: await course('小学书法：'), toRate: await course('初中信息科技：') });
  places['resource'] = globalId('Resource', await one("select id from resource where title like '《草船借箭》%'"));
  places['recommended'] = globalId('Resource', await one("select id from resource where title like '太湖流域%'"));
  places['office'] = globalId('Office', await one(`select id from office where code = '320506'`));
  places['school'] = globalId('Office', await one(`select o.id from office o join enrolment e on e.school_id = o.id where o.path like (select path || '%' from office where code = '320506') group by o.id order by count(*) desc, o.id limit 1`));
  places['city'] = globalId('Office', await one(`select id from office where code = '3205'`));
  places['enrolment'] = globalId('Enrolment', await one(`select e.id from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan' order by e.id limit 1`));
  places['rubric'] = globalId('Rubric', await one('select id from rubric where is_latest order by id limit 1'));
  places['waiting'] = (await waitingIds(house.server, 4))[0] ?? '';
  places['graded'] = globalId('Submission', await one(`select s.id from submission s join training_class k on k.id = s.class_id join course c on c.id = k.course_id where c.code = 'KC2023001' and s.state = 'RELEASED' order by s.id limit 1`));
  places['returned'] = (await ownSubmissions(house.server, 'RETURNED'))[0] ?? '';
  places['released'] = (await ownSubmissions(house.server, 'RELEASED'))[0] ?? (await ownSubmissions(house.server, 'SUBMITTED'))[0] ?? '';
});
afterAll(() => house.close());

interface Shown { name: string; by: CastName | null; path: string; isReady: (person: Person) => Promise<void> }

const heading = async (person: Person): Promise<void> => {
  await person.page.getByRole('heading', { level: 1 }).waitFor();
};
const row = async (person: Person): Promise<void> => {
  await person.page.locator('main table tbody tr, main ul[aria-label] > li').first().waitFor();
};
const article = async (person: Person): Promise<void> => {
  await person.page.locator('main article').first().waitFor();
};

/** All pages, each with somebody who works on it. `:name` is filled in from the places above. */
const pages: readonly Shown[] = [
  { name: 'sign-in', by: null, path: '/login', isReady: async (person) => { await person.page.getByRole('button', { name: /zhou\.mingli/ }).waitFor(); } },
  { name: 'today-tutor', by: '周明礼', path: '/', isReady: heading },
  { name: 'queue', by: '周明礼', path: '/assignments', isReady: row },
  { name: 'queue-graded', by: '周明礼', path: '/assignments?filter=GRADED', isReady: row },
  { name: 'workbench', by: '周明礼', path: '/assignments/:waiting?filter=UNGRADED', isReady: async (person) => { await article(person); await person.page.locator('textarea:not([disabled])').first().waitFor(); } },
  { name: 'workbench-graded', by: '周明礼', path: '/assignments/:graded?filter=GRADED', isReady: article },
  { name: 'classes', by: '周明礼', path: '/classes', isReady: row },
  { name: 'rubrics', by: '裴致远', path: '/rubrics', isReady: row },
  { name: 'rubric', by: '裴致远', path: '/rubrics/:rubric', isReady: heading },
  { name: 'rubric-edit', by: '裴致远', path: '/rubrics/:rubric/edit', isReady: heading },
  { name: 'nomination-candidates', by: '裴致远', path: '/nominations', isReady: row },
  { name: 'nominations', by: '顾文远', path: '/nominations', isReady: row },
  { name: 'today-expert', by: '宋怀瑾', path: '/', isReady: heading },
  { name: 'reading-queue', by: '宋怀瑾', path: '/assignments', isReady: row },
  { name: 'reader', by: '宋怀瑾', path: '/assignments/:graded', isReady: article },
  { name: 'today-learner', by: '林晓岚', path: '/', isReady: heading },
  { name: 'learning', by: '林晓岚', path: '/learning', isReady: async (person) => { await person.page.getByRole('progressbar').first().waitFor(); } },
  { name: 'hand-in', by: '林晓岚', path: '/learning/:returned', isReady: async (person) => { await person.page.locator('textarea').first().waitFor(); } },
  { name: 'own-submission', by: '林晓岚', path: '/learning/:released', isReady: article },
  { name: 'choosing', by: '林晓岚', path: '/choosing', isReady: row },
  { name: 'enrolling', by: '方若兰', path: '/enrolling', isReady: heading },
  { name: 'enrolment-sheet', by: '方若兰', path: '/enrolling/sheet', isReady: heading },
  { name: 'school-enrolments', by: '方若兰', path: '/enrolments?state=STANDING', isReady: row },
  { name: 'school-enrolment', by: '方若兰', path: '/enrolments/:enrolment', isReady: async (person) => { await person.page.getByRole('button', { name: /^(换人…|Substitute…)$/ }).waitFor(); } },
  { name: 'exceptions', by: '顾文远', path: '/enrolments/exceptions', isReady: async (person) => { await person.page.getByRole('combobox').first().waitFor(); } },
  { name: 'today-administrator', by: '顾文远', path: '/', isReady: heading },
  { name: 'programmes', by: '顾文远', path: '/programmes', isReady: row },
  { name: 'programme', by: '顾文远', path: '/programmes/prg_1', isReady: heading },
  { name: 'monitor-province', by: '顾文远', path: '/monitor', isReady: row },
  { name: 'monitor-city', by: '顾文远', path: '/monitor/:city', isReady: row },
  { name: 'monitor-county', by: '陆景行', path: '/monitor/:office', isReady: row },
  { name: 'monitor-school', by: '顾文远', path: '/monitor/:school', isReady: row },
  { name: 'classes-limits', by: '顾文远', path: '/classes', isReady: row },
  { name: 'courses', by: '顾文远', path: '/courses', isReady: row },
  { name: 'course-rated', by: '顾文远', path: '/courses/:rated', isReady: row },
  { name: 'resources', by: '顾文远', path: '/resources', isReady: row },
  { name: 'resources-waiting', by: '沈佩兰', path: '/resources?view=WAITING', isReady: row },
  { name: 'resources-own', by: '方若兰', path: '/resources?view=OWN', isReady: row },
  { name: 'resource', by: '方若兰', path: '/resources/:resource', isReady: heading },
  { name: 'resource-recommended', by: '沈佩兰', path: '/resources/:recommended', isReady: heading },
  { name: 'resource-teacher', by: '林晓岚', path: '/resources/:resource', isReady: heading },
  { name: 'training-bodies', by: '顾文远', path: '/courses/bodies', isReady: row },
  { name: 'course-new', by: '陆景行', path: '/courses/new', isReady: heading },
  { name: 'course-edit', by: '陆景行', path: '/courses/:draft/edit', isReady: heading },
  { name: 'course-review', by: '宋怀瑾', path: '/courses/:toRate/review', isReady: row },
  { name: 'quotas', by: '顾文远', path: '/quotas', isReady: row },
  { name: 'offices', by: '顾文远', path: '/offices', isReady: async (person) => { await person.page.getByRole('link', { name: /苏州市/ }).first().waitFor(); } },
  { name: 'office', by: '顾文远', path: '/offices/:office', isReady: async (person) => { await person.page.getByText('320506').first().waitFor(); } },
  { name: 'appointments', by: '顾文远', path: '/appointments', isReady: row },
  { name: 'chief-tutors', by: '沈佩兰', path: '/appointments/chief-tutors', isReady: heading },
  { name: 'enrolments', by: '顾文远', path: '/enrolments', isReady: row },
  { name: 'enrolment-reviews', by: '陆景行', path: '/enrolments/reviews?period=prd_7', isReady: row },
  { name: 'enrolment', by: '顾文远', path: '/enrolments/:enrolment', isReady: async (person) => { await person.page.getByRole('progressbar').first().waitFor(); } },
  { name: 'api-clients', by: '沈佩兰', path: '/api-clients', isReady: row },
  { name: 'account', by: '顾文远', path: '/account', isReady: row },
  { name: 'account-tutor', by: '周明礼', path: '/account', isReady: row },
  { name: 'not-found', by: '钱开明', path: '/no-such-page', isReady: heading },
];

const urlOf = ({ path }: Shown): string => path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(places[name] ?? ''));

type Look = 'desk' | 'phone' | 'dark' | 'english';

/** Pages at which axe looks on a phone too, those shown in the dark, and those that leave a picture in English. */
const withAxeOnPhone = ['sign-in', 'queue', 'workbench', 'learning', 'choosing', 'monitor-province', 'office'];
const inTheDark = ['sign-in', 'today-tutor', 'queue', 'workbench', 'learning', 'resource', 'monitor-province', 'monitor-school', 'office', 'api-clients'];
const picturedInEnglish = ['sign-in', 'queue', 'workbench', 'learning', 'resources', 'resource', 'monitor-province', 'api-clients'];

/** Every page is opened once and then looked at in each way; each test reads the faults of one. */
let looked: Promise<Record<Look, string[]>> | undefined;
function looks(): Promise<Record<Look, string[]>> {
  looked ??= lookAtAll();
  return looked;
}

/** Each page with the person to whom it belongs, in one window for each person; the windows stand open beside each other. */
async function lookAtAll(): Promise<Record<Look, string[]>> {
  const faults: Record<Look, string[]> = { desk: [], phone: [], dark: [], english: [] };
  await Promise.all([...Map.groupBy(pages, ({ by }) => by)].map(async ([by, pagesOfPerson]) => {
    const person = await (by === null ? house.somebody() : house.seat(by));
    try {
      let language: Language = 'zh';
      for (const page of pagesOfPerson) {
        await opens(person, urlOf(page));
        await page.isReady(person);
        await person.isAtRest();
        // Each page in both languages, beginning with the one in which the page before was left.
        await looksIn[language](page, person, faults);
        language = await switched(person, language);
        await looksIn[language](page, person, faults);
      }
    } finally {
      await person.leaves();
    }
  }));
  return faults;
}

/** Goes there as links do, without reading the scripts again; among pages of one kind by the address, for such a page may stay and change its contents only. */
async function opens(person: Person, url: string): Promise<void> {
  const here = new URL(person.page.url());
  const kindOf = (pathname: string): string => pathname.split('/')[1] ?? '';
  const heading = person.page.locator('h1');
  if (here.origin !== person.origin || kindOf(here.pathname) === kindOf(new URL(url, person.origin).pathname) || (await heading.count()) !== 1) {
    await person.goes(url);
    return;
  }
  await person.page.evaluate(`document.querySelector('h1').setAttribute('data-left', ''); history.pushState({ idx: history.state.idx + 1 }, '', ${JSON.stringify(url)}); dispatchEvent(new PopStateEvent('popstate', { state: history.state }))`);
  await person.page.locator('h1[data-left]').waitFor({ state: 'detached' });
}

type Language = 'zh' | 'en';

async function switched(person: Person, from: Language): Promise<Language> {
  const to = from === 'zh' ? 'en' : 'zh';
  await person.button(to === 'en' ? 'English' : '中文').click();
  await person.page.locator(`html[lang^="${to}"]`).waitFor();
  await person.page.mouse.move(0, 0);
  await isStill(person.page);
  return to;
}

const told = (page: Shown, words: readonly string[], what = ''): string[] => words.map((word) => `${page.name}: ${what}${word}`);

const looksIn: Record<Language, (page: Shown, person: Person, faults: Record<Look, string[]>) => Promise<void>> = {
  zh: async (page, person, faults) => {
    await person.screenshot(`${page.name}-1440-zh`);
    faults.desk.push(...told(page, await axeViolations(person.page)), ...await faultsOf(page, person), ...told(page, await wordsIn(person, house.server.owner, latin), 'Latin in Chinese: '));

    await person.page.setViewportSize(phone);
    await isStill(person.page);
    await person.screenshot(`${page.name}-390-zh`);
    faults.phone.push(...await faultsOf(page, person), ...(withAxeOnPhone.includes(page.name) ? told(page, await axeViolations(person.page)) : []));
    await person.page.setViewportSize(desk);

    if (inTheDark.includes(page.name)) {
      await person.button('切换到深色').click();
      await person.button('切换到浅色').waitFor();
      // The pointer's own marks are not the page's.
      await person.page.mouse.move(0, 0);
      await isStill(person.page);
      await person.screenshot(`${page.name}-1440-dark`);
      faults.dark.push(...told(page, await axeViolations(person.page)), ...await faultsOf(page, person));
      await person.button('切换到浅色').click();
    }
  },
  en: async (page, person, faults) => {
    if (picturedInEnglish.includes(page.name)) await person.screenshot(`${page.name}-1440-en`);
    faults.english.push(...told(page, await wordsIn(person, house.server.owner, chinese), 'Chinese in English: '), ...await faultsOf(page, person));
  },
};

/** What may not be seen at the foot of a page: sideways scrolling, and complaints of the browser. */
async function faultsOf(page: Shown, person: Person): Promise<string[]> {
  const isWide = await person.page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  return [...(isWide ? [`${page.name}: scrolls sideways`] : []), ...person.complaints.splice(0).map((complaint) => `${page.name}: ${complaint}`)];
}

describe('every page', () => {
  test('A1 on a desk in Chinese: axe finds nothing, the browser complains of nothing', async () => {
    expect((await looks()).desk).toEqual([]);
  }, 300_000);

  test('A1 on a phone in Chinese: nothing scrolls sideways', async () => {
    expect((await looks()).phone).toEqual([]);
  }, 300_000);

  test('A1 switched to English no Chinese is left but data', async () => {
    expect((await looks()).english).toEqual([]);
  }, 300_000);

  test('A1 in the dark contrast holds', async () => {
    expect((await looks()).dark).toEqual([]);
  }, 300_000);

  test('A1 language and theme are switched in place and kept', async () => {
    const person = await house.seat('周明礼');
    await person.goes('/assignments');
    await person.button('English').click();
    await person.heading('Grading').waitFor();
    expect(await person.page.locator('html').getAttribute('lang')).toBe('en');
    await person.button('Switch to dark').click();
    await person.page.reload();
    await person.heading('Grading').waitFor();
    await person.button('Switch to light').click();
    await person.button('中文').click();
    await person.heading('批阅作业').waitFor();
    await person.leaves();
  });
});
