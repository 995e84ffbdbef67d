import { allotmentEn, allotmentZh } from '../access/allotment-words.js';
import { accountEn, accountZh } from '../access/account-words.js';
import { postsEn, postsZh } from '../access/posts-words.js';
import { accessEn, accessZh } from '../access/words.js';
import { allocationEn, allocationZh } from '../allocation/words.js';
import { annotationEn, annotationZh } from '../assignments/annotation-words.js';
import { coursesEn, coursesZh } from '../courses/words.js';
import { resourcesEn, resourcesZh } from '../resources/words.js';
import { appealsEn, appealsZh } from '../appeals/words.js';
import { assignmentsEn, assignmentsZh } from '../assignments/words.js';
import { auditEn, auditZh } from '../audit/words.js';
import { attemptsEn, attemptsZh } from '../assignments/attempts-words.js';
import { factsEn, factsZh } from '../assignments/facts-words.js';
import { keysEn, keysZh } from '../assignments/keys-words.js';
import { bankEn, bankZh } from '../assignments/comment-bank-words.js';
import { queuesEn, queuesZh } from '../assignments/queue-words.js';
import { rubricsEn, rubricsZh } from '../assignments/rubric-words.js';
import { sheetsEn, sheetsZh } from '../assignments/sheet-words.js';
import { workbenchEn, workbenchZh } from '../assignments/workbench-words.js';
import { changesEn, changesZh } from '../enrolment/changes-words.js';
import { choosingEn, choosingZh } from '../enrolment/choosing-words.js';
import { enrollingEn, enrollingZh } from '../enrolment/enrolling-words.js';
import { reviewsEn, reviewsZh } from '../enrolment/reviews-words.js';
import { exceptionsEn, exceptionsZh } from '../enrolment/exceptions-words.js';
import { enrolSheetEn, enrolSheetZh } from '../enrolment/sheet-words.js';
import { enrolmentEn, enrolmentZh } from '../enrolment/words.js';
import { excellenceEn, excellenceZh } from '../excellence/words.js';
import { exportsEn, exportsZh } from '../exchange/export-words.js';
import { exchangeEn, exchangeZh } from '../exchange/words.js';
import { moderationEn, moderationZh } from '../moderation/words.js';
import { monitorEn, monitorZh } from '../monitor/words.js';
import { organisationEn, organisationZh } from '../offices/organisation-words.js';
import { officesEn, officesZh } from '../offices/words.js';
import { peopleEn, peopleZh } from '../people/words.js';
import { lifeEn, lifeZh } from '../programmes/life-words.js';
import { programmesEn, programmesZh } from '../programmes/words.js';
import { quotasEn, quotasZh } from '../quotas/words.js';
import { rosterEn, rosterZh } from '../roster/words.js';
import { scoringEn, scoringZh } from '../scoring/words.js';
import { uiEn, uiZh } from '../ui/words.js';
import { appEn, appZh } from './shell-words.js';

export const zhWords = {
  app: appZh,
  ui: uiZh,
  access: accessZh,
  posts: postsZh,
  allotment: allotmentZh,
  account: accountZh,
  offices: officesZh,
  organisation: organisationZh,
  programmes: programmesZh,
  programmeLife: lifeZh,
  courses: coursesZh,
  resources: resourcesZh,
  quotas: quotasZh,
  enrolment: enrolmentZh,
  changes: changesZh,
  enrolSheet: enrolSheetZh,
  exceptions: exceptionsZh,
  excellence: excellenceZh,
  reviews: reviewsZh,
  choosing: choosingZh,
  enrolling: enrollingZh,
  assignments: assignmentsZh,
  workbench: workbenchZh,
  annotation: annotationZh,
  bank: bankZh,
  attempts: attemptsZh,
  facts: factsZh,
  keys: keysZh,
  queues: queuesZh,
  sheets: sheetsZh,
  appeals: appealsZh,
  allocation: allocationZh,
  rubrics: rubricsZh,
  scoring: scoringZh,
  moderation: moderationZh,
  monitor: monitorZh,
  exchange: exchangeZh,
  exports: exportsZh,
  people: peopleZh,
  roster: rosterZh,
  audit: auditZh,
};

export type Words = typeof zhWords;

export const enWords: Words = {
  app: appEn,
  ui: uiEn,
  access: accessEn,
  posts: postsEn,
  allotment: allotmentEn,
  account: accountEn,
  offices: officesEn,
  organisation: organisationEn,
  programmes: programmesEn,
  programmeLife: lifeEn,
  courses: coursesEn,
  resources: resourcesEn,
  quotas: quotasEn,
  enrolment: enrolmentEn,
  changes: changesEn,
  enrolSheet: enrolSheetEn,
  exceptions: exceptionsEn,
  excellence: excellenceEn,
  reviews: reviewsEn,
  choosing: choosingEn,
  enrolling: enrollingEn,
  assignments: assignmentsEn,
  workbench: workbenchEn,
  annotation: annotationEn,
  bank: bankEn,
  attempts: attemptsEn,
  facts: factsEn,
  keys: keysEn,
  queues: queuesEn,
  sheets: sheetsEn,
  appeals: appealsEn,
  allocation: allocationEn,
  rubrics: rubricsEn,
  scoring: scoringEn,
  moderation: moderationEn,
  monitor: monitorEn,
  exchange: exchangeEn,
  exports: exportsEn,
  people: peopleEn,
  roster: rosterEn,
  audit: auditEn,
};
