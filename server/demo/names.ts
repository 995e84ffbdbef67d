// Names, ID-card numbers and mobiles of people who do not exist.
import { checkDigitOf } from '../kernel/id-card.js';
import { addDays } from '../kernel/calendar.js';
import { between, hash, pick } from './chance.js';

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文', '欧阳', '司马', '上官', '诸葛'];
const firsts = [...'晓雨嘉子思梓文佳欣雅志建国明海春秋永俊浩宇晨昕静怡慧玲丽敏芳艳秀红云燕蓉兰菊梅竹松柏瑞祥泽润德承宏博家世立新正平安宁远长清如若书诗画琴心语'];
const seconds = [...'华强军伟峰磊涛斌杰鹏飞勇刚毅超辉亮凯恒轩哲睿涵萱妍婷娟娜琳瑶琪莹洁颖倩雯蕾薇岚霞珍珊璐彤阳辰晖林森源洋波滨江澜溪桐楠楷乐悦怡然安'];

export function personName(index: number): string {
  const surname = pick(surnames, index, 11);
  return hash(index, 12) % 6 === 0 ? surname + pick(seconds, index, 13) : surname + pick(firsts, index, 14) + pick(seconds, index, 15);
}

/** Valid in form and check digit, under division codes (…99) that GB/T 2260 never assigned: nobody's number. */
export function idCardNumber(index: number): string {
  const division = `32${String(between(1, 13, index, 21)).padStart(2, '0')}99`;
  // A day for every thousand people, all days different: no two people share a number.
  const birth = addDays('1964-01-01', (Math.floor(index / 1000) * 7_919) % 12_701).replaceAll('-', '');
  const digits = `${division}${birth}${String(index % 1000).padStart(3, '0')}`;
  return digits + checkDigitOf(digits);
}

/** In a range of numbers that no operator was given. */
export function mobileNumber(index: number): string {
  return `120${String(10_000_000 + (index % 90_000_000)).padStart(8, '0')}`;
}

export const titles = ['正高级教师', '高级教师', '高级教师', '一级教师', '一级教师', '一级教师', '二级教师', '二级教师'] as const;
