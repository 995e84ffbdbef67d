// Markup in everything that people write: it is shown as it was written, and none of it runs.
import { expect, test } from '@jest/globals';
import { insertNominations } from '../../server/demo/nominations.js';
import { insertResources } from '../../server/demo/resources.js';
import { globalId } from '../../server/kernel/ids.js';
import { waitingIds } from '../assignments/grading-acts.js';
import type { CastName } from '../support/test-server.js';
import { openSeats } from './seats.js';

const seats = openSeats();

/** Ways to run something where text is taken for markup, for an address or for a template. */
const corpus = [
  '<script>window.ran=1</script>', '<img src=x onerror=window.ran=1>', '"><svg/onload=window.ran=1>', '\'-window.ran=1-\'', '</textarea><iframe srcdoc="<script>parent.ran=1</script>">', '<a href="javascript:window.ran=1">x</a>',
  '<math><mtext><style><img src=x onerror=window.ran=1></style>', '{{constructor.constructor("window.ran=1")()}}', '&lt;script&gt;window.ran=1&lt;/script&gt;', '<details open ontoggle=window.ran=1>', '](javascript:window.ran=1)',
].join(' ');

/** What people write and others read, by table and column. */
const written: readonly [table: string, column: string][] = [
  ['person', 'name'], ['office', 'name'], ['course', 'name'], ['course', 'description'], ['training_class', 'name'], ['programme', 'name'], ['assignment', 'title'], ['submission', 'text'], ['review', 'comment'], ['review', 'tutor_name'],
  ['resource', 'title'], ['resource', 'description'], ['resource', 'authors'], ['programme_text', 'text'], ['office_contact', 'name'], ['office_contact', 'unit'], ['api_client', 'name'], ['nomination', 'reason'],
];

test('T14 whatever is written into names, essays, comments, resources and notices, nothing of it runs before whoever reads it', async () => {
  const { server } = seats.house;
  await insertResources(server.owner);
  await insertNominations(server.owner);
  for (const [table, column] of written) {
    const { rowCount } = await server.owner.query(`update ${table} set ${column} = ${column} || $1`, [corpus]);
    expect([table, column, rowCount]).not.toEqual([table, column, 0]);
  }
  const [waiting = ''] = await waitingIds(server, 4);
  const { rows: [ids] } = await server.owner.query<{ office: string; resource: string; enrolment: string }>("select (select id from office where code = '320506') as office, (select min(id) from resource) as resource, (select min(e.id) from enrolment e join person p on p.id = e.person_id where p.user_name = 'lin.xiaolan') as enrolment");
  const walks: [CastName, string[]][] = [
    ['周明礼', ['/', '/assignments', `/assignments/${waiting}?filter=UNGRADED`, '/assignments?filter=GRADED', '/classes', '/appeals']],
    ['林晓岚', ['/', '/learning', '/choosing', '/programmes/prg_1', '/resources']],
    ['顾文远', ['/people', '/offices', `/offices/${globalId('Office', Number(ids?.office))}`, '/courses', '/classes', '/resources', `/resources/${globalId('Resource', Number(ids?.resource))}`, '/programmes', '/monitor', '/quotas', '/audit', `/enrolments/${globalId('Enrolment', Number(ids?.enrolment))}`]],
    ['裴致远', ['/rubrics', '/nominations', '/allocation']],
  ];
  for (const [name, paths] of walks) {
    const person = await seats.sit(name);
    let asked = 0;
    person.page.on('dialog', (dialog) => { asked += 1; void dialog.dismiss(); });
    for (const path of paths) {
      await person.goes(path);
      await person.isAtRest();
      const seen = await person.page.evaluate(() => ({ ran: 'ran' in window, markup: document.querySelectorAll('[onerror], [onload], [ontoggle], iframe, a[href^="javascript:"]').length, isShown: document.body.innerText.includes('onerror=window.ran=1') }));
      expect({ path, ...seen, asked }).toEqual({ path, ran: false, markup: 0, isShown: true, asked: 0 });
    }
  }
});
