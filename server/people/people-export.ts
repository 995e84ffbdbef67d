// The list of people as a file; its columns are those of a roster, so that what goes out can come in again.
import { subtreeInScope, type OfficeStore } from '../offices/index.js';
import { posts, specialGrades, type Post, type SpecialGrade } from '../kernel/posts.js';
import { stages, subjects, type Stage, type Subject } from '../kernel/subjects.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import type { PeopleFilter, PeopleStore } from './people.store.js';

interface ExportedPerson { trainingNumber: string; name: string; idCardMasked: string | null; mobileMasked: string | null; school: { code: string; name: string } | null; subject: Subject | null; stage: Stage | null; title: string | null; joinedYear: number | null; posts: Post[]; specialGrades: SpecialGrade[]; confirmedAt: string | null }

export function peopleExport(store: PeopleStore, offices: OfficeStore): ListExport<ExportedPerson, PeopleFilter> {
  return {
    name: 'people', fileName: '教师', action: 'people.browse', isPersonal: true,
    selection: pageSelection({ trainingNumber: [], name: [], idCardMasked: [], mobileMasked: [], subject: [], stage: [], title: [], joinedYear: [], posts: [], specialGrades: [], confirmedAt: [], school: ['code', 'name'] }),
    columns: [
      { heading: '师训编号', value: (row) => row.trainingNumber }, { heading: '姓名', value: (row) => row.name }, { heading: '身份证号码（遮蔽）', value: (row) => row.idCardMasked }, { heading: '手机号码（遮蔽）', value: (row) => row.mobileMasked },
      { heading: '学校代码', value: (row) => row.school?.code ?? null }, { heading: '学校', value: (row) => row.school?.name ?? null }, { heading: '任教学科', value: (row) => (row.subject === null ? null : subjects[row.subject]) }, { heading: '任教学段', value: (row) => (row.stage === null ? null : stages[row.stage]) },
      { heading: '职称', value: (row) => row.title }, { heading: '参加工作年份', value: (row) => row.joinedYear }, { heading: '岗位', value: (row) => row.posts.map((post) => posts[post]).join('、') }, { heading: '荣誉与骨干层次', value: (row) => row.specialGrades.map((grade) => specialGrades[grade]).join('、') },
      { heading: '本人确认时间', value: (row) => row.confirmedAt },
    ],
    filterOf: async ({ caller }, given) => ({
      subtree: await subtreeInScope(offices, caller.scope, given['officeId']), search: given['search']?.trim() || null, subject: nameIn(subjects, given['subject']), stage: nameIn(stages, given['stage']),
      isConfirmed: given['isConfirmed'] === undefined ? null : given['isConfirmed'] === 'true', isLikelyDuplicate: given['isLikelyDuplicate'] === 'true' ? true : null,
    }),
    page: ({ caller }, filter, wanted, args) => store.page(caller.scope, filter, wanted, args) as never,
  };
}

function nameIn<Names extends object>(names: Names, given: string | undefined): keyof Names | null {
  return given !== undefined && Object.hasOwn(names, given) ? (given as keyof Names) : null;
}
