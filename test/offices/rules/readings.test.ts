// How offices' names are read, and what somebody means who types letters: over names as they stand in the divisions of Jiangsu.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readingsOf } from '../../../server/offices/readings.js';
import { lettersOf } from '../../../server/platform/text/readings.js';

const divisions = readFileSync(new URL('../../../server/demo/data/jiangsu-divisions.csv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')[1] as string);
const isFound = (name: string, typed: string): boolean => readingsOf(name).some(({ pinyin, initials }) => pinyin.startsWith(typed) || initials.startsWith(typed));

describe('JS-09 the readings of an office\'s name', () => {
  test.each([
    ['苏州市吴中区长桥中学', ['suzhou', 'suzhoushi', 'szswzq', 'szswzqcqzx', 'wuzhong', 'wzq', 'changqiao', 'changqiaozhongxue', 'cqzx', 'zhongxue', 'zx'], ['uzhou', 'zhonq', 'wuzhou', 'szwz']],
    ['吴中区', ['wuzhong', 'wzq', 'wz', 'w', 'qu'], ['szs', 'uzhong']],
    ['江苏省A校区第2小学', ['axiaoqu', 'di2xiaoxue', '2xx', 'd2xx'], ['3']],
    ['绿地（东）小学', ['lvdidongxiaoxue', 'ldd'], ['ludi']],
  ])('%s is found by what begins one of its syllables', (name, found, missed) => {
    expect(found.filter((typed) => !isFound(name, typed))).toEqual([]);
    expect(missed.filter((typed) => isFound(name, typed))).toEqual([]);
  });

  test.each([
    ['六合区', 'luhequ'], ['浒墅关经开区（镇）', 'xushuguan'], ['甪直镇', 'luzhi'], ['盱眙县', 'xuyi'], ['邳州市', 'pizhou'], ['睢宁县', 'suining'], ['溧阳市', 'liyang'], ['溧水区', 'lishui'], ['句容市', 'jurong'], ['沭阳县', 'shuyang'], ['赣榆区', 'ganyu'], ['邗江区', 'hanjiang'],
    ['盐都区', 'yandu'], ['江都区', 'jiangdu'], ['七都镇', 'qidu'], ['徐圩街道', 'xuwei'], ['长桥街道', 'changqiao'], ['长江路街道', 'changjianglu'], ['南通市海门区长江芦荡养殖场', 'changjiang'], ['栟茶镇', 'bencha'], ['单集镇', 'shanji'], ['三堡街道', 'sanpu'], ['曲阿街道', 'que'], ['竹行街道', 'zhuhang'], ['重岗街道', 'chonggang'],
    ['垞城街道', 'chacheng'], ['胥口镇', 'xukou'], ['浏河镇', 'liuhe'], ['堰桥街道', 'yanqiao'], ['桠溪街道', 'yaxi'], ['大丰区', 'dafeng'], ['宿迁市', 'suqian'],
  ])('%s is read %s by those who live there', (name, pinyin) => {
    expect(divisions).toContain(name);
    expect(isFound(name, pinyin)).toBe(true);
  });

  test('whoever reads such a name by the dictionary finds it too, and a head of a school stays one', () => {
    for (const [name, typed] of [['六合区', 'liuhe'], ['浒墅关经开区（镇）', 'hushuguan'], ['三堡街道', 'sanbao'], ['曲阿街道', 'qua']] as const) expect([name, isFound(name, typed)]).toEqual([name, true]);
    expect(isFound('家长学校', 'jiazhang')).toBe(true);
  });

  test('every division has a reading of plain letters, the whole name first, and none twice', () => {
    for (const name of new Set(divisions)) {
      const readings = readingsOf(name);
      expect([name, readings.every(({ pinyin, initials }) => /^[a-z0-9]+$/.test(pinyin) && /^[a-z0-9]+$/.test(initials) && pinyin.charAt(0) === initials.charAt(0))]).toEqual([name, true]);
      expect(readings.length).toBeGreaterThan(1);
      expect(new Set(readings.map(({ pinyin }) => pinyin)).size).toBe(readings.length);
    }
  });

  test('a name of nothing but marks has none', () => { expect(readingsOf('（·）')).toEqual([]); });
});

describe('JS-09 what somebody types to find something by its sound', () => {
  test.each([
    ['wuzhong', 'wuzhong'], ['WZ', 'wz'], ['Wu Zhong', 'wuzhong'], ["xi'an", 'xian'], ['lü', 'lv'], ['ｗｚ', 'wz'], ['d2zx', 'd2zx'], ['2xx', '2xx'],
    ['吴中', null], ['320506', null], ['长桥zx', null], ['%', null], ["'", null], ['-', null],
  ])('%s', (typed, letters) => { expect(lettersOf(typed)).toBe(letters); });
});
