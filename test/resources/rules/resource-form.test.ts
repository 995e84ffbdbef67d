// JS-13: what a resource is handed in with.
import { expect, test } from '@jest/globals';
import { formLimits, formRefusals, isLink, type ResourceForm } from '../../../server/resources/rules/resource-form.js';

const form: ResourceForm = { title: '《草船借箭》教学设计', kind: 'DESIGN', subject: 'CHINESE', stage: 'PRIMARY', description: '两课时，含板书和作业单。', authors: '林晓岚', authorNumber: null, rights: 'ORIGINAL', rightsNote: '', link: null };
const codes = (given: Partial<ResourceForm>, hasFile: boolean) => formRefusals({ ...form, ...given }, hasFile).map(({ code, field }) => `${code} ${field}`);

test.each<[string, Partial<ResourceForm>, boolean, string[]]>([
  ['with a file it is whole', {}, true, []],
  ['with a link it is whole', { link: 'https://v.example.cn/1' }, false, []],
  ['with neither there is nothing to read', { link: ' ' }, false, ['EMPTY link']],
  ['with both nobody knows which', { link: 'https://v.example.cn/1' }, true, ['NOT_ALLOWED link']],
  ['a title of the greatest length', { title: '题'.repeat(formLimits.title) }, true, []],
  ['a title one sign too long', { title: '题'.repeat(formLimits.title + 1) }, true, ['TOO_LONG title']],
  ['without title, description and authors', { title: ' ', description: '', authors: '' }, true, ['EMPTY title', 'EMPTY description', 'EMPTY authors']],
  ['an ID-card number among the authors', { authors: '林晓岚 320506198804121528' }, true, ['MALFORMED authors']],
  ['with the material of others the permission is told', { rights: 'PERMITTED' }, true, ['EMPTY rightsNote']],
  ['the permission told', { rights: 'PERMITTED', rightsNote: '插图由出版社授权。' }, true, []],
])('JS-13 %s', (_, given, hasFile, expected) => {
  expect(codes(given, hasFile)).toEqual(expected);
});

test.each<[string, boolean]>([
  ['https://v.example.cn/1?a=2#t', true], ['https://v.example.cn:8443/1', true], ['https://中文.example.cn/课', true],
  ['http://v.example.cn/1', false], ['javascript:alert(1)', false], ['https://somebody:word@example.cn/', false], ['https://localhost/1', false], ['https://10.0.0.7/1', false], ['https://[::1]/', false],
  ['v.example.cn/1', false], ['https://v.example.cn/ 1', false], [`https://v.example.cn/${'1'.repeat(formLimits.link)}`, false],
])('JS-13 %s is a link: %s', (text, expected) => {
  expect(isLink(text)).toBe(expected);
});
