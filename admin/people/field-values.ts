import { useText, type TextKey } from '../ui/text.js';
import { peopleNamesZh } from './names.js';

/** Professional titles are a text of the record; the usual ones have names in the other language. */
const TITLES = ['正高级教师', '高级教师', '一级教师', '二级教师', '三级教师'] as const;

const CODED: Readonly<Record<string, readonly ['subjects' | 'stages' | 'posts' | 'specialGrades', Readonly<Record<string, string>>]>> = {
  SUBJECT: ['subjects', peopleNamesZh.subjects], STAGE: ['stages', peopleNamesZh.stages], POSTS: ['posts', peopleNamesZh.posts], SPECIAL_GRADES: ['specialGrades', peopleNamesZh.specialGrades],
};

/** What stands in a history or a roster, in the reader's language where it names one of the server's choices; names and numbers as they are. */
export function useFieldValue(): (field: string, value: string) => string {
  const text = useText();
  return (field, value) => {
    if (field === 'TITLE') return (TITLES as readonly string[]).includes(value) ? text(`people.titles.${value}` as TextKey) : value;
    const coded = CODED[field];
    if (coded === undefined) return value;
    const [group, names] = coded;
    return value.split('、').map((part) => {
      const code = Object.keys(names).find((one) => names[one] === part);
      return code === undefined ? part : text(`people.${group}.${code}` as TextKey);
    }).join(text('posts.comma'));
  };
}
