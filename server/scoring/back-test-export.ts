// Whose result a saved version of the rules would have changed, as a file.
import { keyOf } from '../kernel/ids.js';
import { badInput } from '../platform/graphql/errors.js';
import { pageSelection, type ListExport } from '../platform/http/list-export.js';
import { changedKeys, type BackTest, type BackTestReader } from './back-test.reader.js';
import type { BackTestStore } from './back-test.store.js';
import type { BackTestChangeType } from './graphql/back-test.type.js';
import { backTestEffects, type BackTestEffect } from './rules/back-test.js';

const effectNames: Readonly<Record<BackTestEffect, string>> = { NOW_FAILS: '变为不合格', NOW_PASSES: '变为合格', POINTS_ONLY: '只是得分不同' };
const verdictNames = { PASS: '合格', FAIL: '不合格', PENDING: '未评定' };

/** The test is made once and its rows are read on from it. */
interface TestedFilter { test: BackTest; keys: number[] }

export function backTestExport(store: BackTestStore, reader: BackTestReader): ListExport<BackTestChangeType, TestedFilter> {
  return {
    name: 'backtest', fileName: '规则试算', action: 'programmes.manageRules', isPersonal: true, selection: pageSelection({ result: { enrolment: { learner: ['trainingNumber', 'name'], school: ['code', 'name'], class: ['name'] } } }),
    columns: [
      { heading: '师训编号', value: ({ result }) => result.enrolment.learner.trainingNumber }, { heading: '姓名', value: ({ result }) => result.enrolment.learner.name }, { heading: '学校代码', value: ({ result }) => result.enrolment.school.code }, { heading: '学校', value: ({ result }) => result.enrolment.school.name }, { heading: '培训班', value: ({ result }) => result.enrolment.class.name },
      { heading: '变化', value: ({ effect }) => effectNames[effect] }, { heading: '原总分', value: (row) => row.totalBefore }, { heading: '原结论', value: (row) => verdictNames[row.verdictBefore] }, { heading: '试算总分', value: (row) => row.totalAfter }, { heading: '试算结论', value: (row) => verdictNames[row.verdictAfter] }, { heading: '原因', value: ({ reasons }) => reasons.map(({ text }) => text).join('；') },
    ],
    filterOf: async (context, given) => {
      const { programmeId = '', version = '', cohortId, effect } = given;
      if (effect !== undefined && !(backTestEffects as readonly string[]).includes(effect)) throw badInput('There is no such effect.', 'effect');
      if (!/^\d{1,6}$/.test(version)) throw badInput('Say which version of the rules.', 'version');
      const test = await reader.run(context, { programmeId: keyOf('Programme', programmeId) ?? 0, text: null, version: Number(version) }, cohortId === undefined ? null : (keyOf('Programme', cohortId) ?? 0));
      return { test, keys: changedKeys(test, (effect as BackTestEffect | undefined) ?? null) };
    },
    page: async (context, { test, keys }, wanted, args) => reader.explained(context, test, await store.page(context.caller.scope, keys, wanted, args)),
  };
}
