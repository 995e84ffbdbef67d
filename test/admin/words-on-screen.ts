// What is said on a page in the other language: no word of one may be left in the other.
import type pg from 'pg';
import type { Person } from './console.js';

export const latin = /[A-Za-z]{2,}/;
export const chinese = /\p{Script=Han}/u;

/** Names, codes and keys are what they are in every language; so is the switch to the other language. */
const allowed = /^JS-\d\d$|^(English|中文|Ctrl\+\S+)$|^[A-Z]{2,4}-?\d+(-\d+)?$|^yx-demo-suzhou$|^YANXIUDEMOSECRETYANXIUDEMOSECRET$|^Chrome · Linux$|^[\w.-]+@[\w.-]+$|^[0-9A-Z]{18}$|结束登录：Chrome · Linux，/;

/** Data of the province: what people, offices, classes and texts are called. Everything else on screen is the console's own. */
export async function wordsIn(person: Person, owner: pg.Client, script: RegExp): Promise<string[]> {
  const texts = await person.page.evaluate<string[]>(`(() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element.closest('script, style, noscript, textarea, article, pre, [lang="zh-CN"]:not(html)') || element.getClientRects().length === 0) continue;
      found.add(node.textContent.trim());
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) for (const name of ['aria-label', 'placeholder', 'title']) if (element.getAttribute(name)) found.add(element.getAttribute(name).trim());
    return [...found];
  })()`);
  const known = await dataWords(owner);
  return texts.filter((text) => script.test(text) && !allowed.test(text)).filter((text) => script === latin || chinese.test(known.reduce((rest, word) => rest.replaceAll(word, ''), text)));
}

const data = new WeakMap<pg.Client, Promise<string[]>>();
function dataWords(owner: pg.Client): Promise<string[]> {
  const known = data.get(owner) ?? owner.query<{ word: string }>(`
    select name as word from office union select name from course union select name from training_class union select name from programme union select title from assignment union select name from person
    union select jsonb_path_query(criteria, '$.** ? (@.type() == "string")') #>> '{}' from rubric union select name from rubric union select name from api_client union select distinct comment from review where comment <> ''
    union select title from resource union select description from resource union select authors from resource union select rights_note from resource where rights_note <> '' union select reason from resource_step where reason <> '' union select name from resource_file union select by_name from resource_step
    union select reason from nomination union select settled_reason from nomination where settled_reason <> '' union select distinct return_reason from submission where return_reason <> '' union select name from office_contact union select unit from office_contact union select name from steering_member union select unit from steering_member union select distinct title from teacher_profile where title <> '' union select distinct regexp_split_to_table(text, '\n+') from programme_text union select distinct reason from programme_step where reason <> ''`)
    .then(({ rows }) => rows.map(({ word }) => word).sort((a, b) => b.length - a.length));
  data.set(owner, known);
  return known;
}
