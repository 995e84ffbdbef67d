// As whom one may look, and what has to be said.
import { expect, test } from '@jest/globals';
import { viewAsReasonMaximum, viewAsRefusals, type WantedView } from '../../../server/access/rules/view-as.js';

const fine: WantedView = { isOwnOffice: false, isOpen: true, reason: '电话求助' };
test.each<[string, Partial<WantedView>, string[]]>([
  ['an open office below, with a reason', {}, []],
  ['the own office', { isOwnOffice: true }, ['WRONG_PLACE officeId']],
  ['one that has ended', { isOpen: false }, ['NOT_ALLOWED_IN_STATE officeId']],
  ['without a reason', { reason: '' }, ['EMPTY reason']],
  ['with blanks for a reason', { reason: ' \n　' }, ['EMPTY reason']],
  ['with the longest reason', { reason: '因'.repeat(viewAsReasonMaximum) }, []],
  ['with one character more', { reason: '因'.repeat(viewAsReasonMaximum + 1) }, ['TOO_LONG reason']],
  ['everything wrong at once', { isOwnOffice: true, isOpen: false, reason: '' }, ['WRONG_PLACE officeId', 'NOT_ALLOWED_IN_STATE officeId', 'EMPTY reason']],
])('T18 %s', (_, wanted, codes) => {
  expect(viewAsRefusals({ ...fine, ...wanted }).map(({ code, field }) => `${code} ${field}`)).toEqual(codes);
});
