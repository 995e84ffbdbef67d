// New passwords, as a table.
import { describe, expect, test } from '@jest/globals';
import { passwordRefusal } from '../../../server/access/rules/password.js';

const lin = { name: '林晓岚', trainingNumber: '3200001042', userName: 'lin.xiaolan', idCard: '320506198703124527' };

describe('T10 a new password', () => {
  test.each(['correct horse battery', '秋天的银杏落在操场上', 'Tq7#mv2Lx9', '窗外九月雨声声入耳来', 'kunshan-lake-mist-4'])('%j will do', (password) => { expect(passwordRefusal(password, lin)).toBeNull(); });

  test.each<[string, string, RegExp]>([
    ['nine signs', 'Tq7#mv2Lx', /至少 10/], ['nine Chinese signs, whatever their bytes', '秋天的银杏落在操场', /至少 10/], ['129 signs', 'Tq7#mv2Lx9'.repeat(13).slice(0, 129), /最多 128/],
    ['the training number', 'x3200001042', /编号/], ['the user name', 'Lin.Xiaolan!!', /用户名/], ['the user name without its dot', 'linxiaolan88', /用户名/], ['the name', '林晓岚林晓岚林晓岚林', /姓名/],
    ['the ID card', '320506198703124527', /身份证/], ['its birthday', 'birthday19870312', /身份证/], ['its last six', 'abcd124527xyz', /身份证/], ['the birthday in full-width digits', 'birthday１９８７０３１２', /身份证/],
    ['a common word with digits', 'Password123', /常见/], ['another', 'Yanxiu-2023', /常见/], ['two common words', 'qwerty-admin-1', /常见/], ['digits in a row', '1234567890', /常见/], ['digits backwards', '9876543210', /常见/], ['letters in a row', 'bcdefghijklm', /常见/], ['one sign', 'aaaaaaaaaaaa', /常见/], ['two signs', '1212121212', /常见/],
  ])('%s will not', (_, password, message) => {
    const refusal = passwordRefusal(password, lin);
    expect(refusal?.code).toBe('WEAK_PASSWORD');
    expect(refusal?.field).toBe('newPassword');
    expect(refusal?.message.zh).toMatch(message);
  });

  test('five digits of the ID card are chance', () => { expect(passwordRefusal('quiet-31245-river', lin)).toBeNull(); });
  test('whoever has no ID card and no user name is measured by the rest', () => { expect(passwordRefusal('320506198703124527', { ...lin, userName: null, idCard: null })).toBeNull(); });
});
