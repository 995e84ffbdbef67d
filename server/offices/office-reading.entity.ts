// OfficeReading (机构名称读音): an office's name in pinyin and in initials, from each of its syllables on, so that letters find what
// the characters would find: 苏州市吴中区长桥中学 by suzhou, wuzhong, changqiao and cqzx. Names of offices are public, and so is this:
// it has no policy of its own. It follows from the name alone, and is written in the transaction that gives the name.
import { defineEntity, p } from '@mikro-orm/core';
import { Office } from './office.entity.js';

export const OfficeReading = defineEntity({
  name: 'OfficeReading',
  tableName: 'office_reading',
  properties: {
    office: () => p.manyToOne(Office).primary().mapToPk().deleteRule('cascade'),
    pinyin: p.text().collation('C').primary(),
    initials: p.text().collation('C'),
  },
  indexes: [{ properties: ['pinyin', 'office'] }, { properties: ['initials', 'office'] }],
});
