// The offices of the demonstration province: its divisions, and schools in every street and town.
import { readFileSync } from 'node:fs';
import type { OfficeLevel } from '../offices/index.js';
import type { Stage } from '../kernel/subjects.js';
import type { Profile } from './profile.js';

export interface DemoOffice { id: number; code: string; name: string; level: OfficeLevel; parentId: number | null; path: string; cityId: number | null; countyId: number | null; stage: Stage | null }

interface Division { code: string; name: string; level: string; parentCode: string }

const kinds: { stage: Stage; suffix: string }[] = [
  { stage: 'PRIMARY', suffix: '中心小学' }, { stage: 'JUNIOR', suffix: '初级中学' }, { stage: 'PRIMARY', suffix: '实验小学' }, { stage: 'KINDERGARTEN', suffix: '中心幼儿园' },
  { stage: 'PRIMARY', suffix: '第二小学' }, { stage: 'SENIOR', suffix: '高级中学' }, { stage: 'JUNIOR', suffix: '实验初级中学' }, { stage: 'KINDERGARTEN', suffix: '实验幼儿园' },
  { stage: 'PRIMARY', suffix: '外国语小学' }, { stage: 'JUNIOR', suffix: '第二中学' }, { stage: 'KINDERGARTEN', suffix: '第二幼儿园' }, { stage: 'SENIOR', suffix: '中学' },
];

/** Divisions of the rank of a street after which no school would be named. */
const namesNoPlace = /监狱|公司|劳教|戒毒|看守所/;

/** Offices in the order of their ids: divisions first, schools after them. A school's county is where its street lies. */
export function officesOf(profile: Profile): DemoOffice[] {
  const divisions = readDivisions();
  const offices: DemoOffice[] = [];
  const byCode = new Map<string, DemoOffice>();
  const add = (code: string, name: string, level: OfficeLevel, parent: DemoOffice | null, stage: Stage | null): void => {
    const id = offices.length + 1;
    const office: DemoOffice = {
      id, code, name, level, parentId: parent?.id ?? null, path: `${parent?.path ?? '/'}${id}/`,
      cityId: level === 'CITY' ? id : (parent?.cityId ?? null), countyId: level === 'COUNTY' ? id : (parent?.countyId ?? null), stage,
    };
    offices.push(office);
    byCode.set(code, office);
  };
  for (const level of ['PROVINCE', 'CITY', 'COUNTY'] as const) {
    for (const division of divisions) if (division.level === level) add(division.code, division.name, level, byCode.get(division.parentCode) ?? null, null);
  }
  const streets = divisions.filter((division) => division.level === 'STREET');
  for (let index = 0; index < profile.schools; index += 1) {
    const street = streets[index % streets.length] as Division;
    const round = Math.floor(index / streets.length);
    // With one school a street the kinds alternate from street to street.
    const kind = kinds[(index + round * 5) % kinds.length] as (typeof kinds)[number];
    const county = byCode.get(street.parentCode) ?? null;
    const place = namesNoPlace.test(street.name) ? `${county?.name ?? ''}直属` : placeName(street.name);
    add(`${street.code}${String(round + 1).padStart(2, '0')}`, `${place}${kind.suffix}`, 'SCHOOL', county, kind.stage);
  }
  return offices;
}

/** 长桥街道 → 长桥, 木渎镇 → 木渎; short names keep their ending. */
function placeName(street: string): string {
  const plain = street.replace(/[（(].*[）)]/g, '');
  const short = plain.replace(/(街道|镇|乡|集镇)$/, '');
  return short.length >= 2 ? short : plain;
}

function readDivisions(): Division[] {
  const text = readFileSync(new URL('data/jiangsu-divisions.csv', import.meta.url), 'utf8');
  return text.trim().split('\n').slice(1).map((line) => {
    const [code = '', name = '', level = '', parentCode = ''] = line.split(',');
    return { code, name, level, parentCode };
  });
}
