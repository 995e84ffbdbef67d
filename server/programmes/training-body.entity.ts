// TrainingBody (培训机构): gives courses; neither an office nor a platform. The office that registered it answers for it.
import { defineEntity, p } from '@mikro-orm/core';
import { Person } from '../access/index.js';
import { Office } from '../offices/index.js';

export const TrainingBody = defineEntity({
  name: 'TrainingBody',
  tableName: 'training_body',
  properties: {
    id: p.bigint('number').primary(),
    office: () => p.manyToOne(Office).mapToPk().index(),
    name: p.text(),
    /** 统一社会信用代码, with its check digit right. */
    creditCode: p.text().unique(),
    /** Who acts for it in the system. */
    contact: () => p.manyToOne(Person).mapToPk().index(),
    email: p.text(),
    version: p.integer(),
  },
});
