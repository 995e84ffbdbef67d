// What the offices of the demonstration have on record: contacts, steering groups, who appointed whom, and how the chief tutor was chosen.
import type pg from 'pg';
import { hashPassword } from '../access/index.js';
import { birthDateOf, maskIdCard, maskMobile } from '../kernel/id-card.js';
import { readingOfName } from '../platform/text/pinyin.js';
import type { Vault } from '../platform/vault/vault.js';
import { cast, castCounty, demoPassword, type CastMember } from './cast.js';
import { copyRows, type CopyValue } from './copy.js';
import type { DemoOffice } from './geography.js';
import { idCardNumber, mobileNumber, personName } from './names.js';

/** Before the first period: groups and posts stood when the first choices were made. */
const settledOn = '2023-06-20';
const recordedAt = '2023-06-28T10:00:00+08:00';

/** Names of people outside the system are numbered where no teacher's name comes from. */
const outsiders = 4_000_000;

/** The province, its cities, and a county of each: the cast's, Kunshan and the first of the others. */
function officesOnRecord(offices: readonly DemoOffice[]): DemoOffice[] {
  const counties = new Map<number | null, DemoOffice>();
  for (const office of offices) if (office.level === 'COUNTY' && office.parentId !== 1 && !counties.has(office.cityId)) counties.set(office.cityId, office);
  const named = offices.filter((office) => office.code === castCounty || (office.level === 'COUNTY' && office.parentId === 1));
  return [...new Set([...offices.filter(({ level }) => level === 'PROVINCE' || level === 'CITY'), ...counties.values(), ...named])].sort((one, other) => one.id - other.id);
}

/** Seats of a steering group: post, unit and title outside. */
const seats: readonly (readonly [post: 'LEADER' | 'DEPUTY' | 'MEMBER', unit: string])[] = [
  ['LEADER', '教育局局长'], ['DEPUTY', '教育局分管副局长'], ['DEPUTY', '教师发展学院院长'], ['MEMBER', '教育局教师工作处处长'], ['MEMBER', '教育局基础教育处处长'], ['MEMBER', '财政局科教文处处长'],
];

function unitOf(office: DemoOffice, unit: string): string {
  // A province has departments where cities and counties have bureaus.
  return `${office.name}${office.level === 'PROVINCE' ? unit.replaceAll('局', '厅') : unit}`;
}

export async function insertOrganisation(client: pg.Client, vault: Vault, offices: readonly DemoOffice[]): Promise<void> {
  const onRecord = officesOnRecord(offices);
  await copyRows(client, 'steering_member (office_id, post, name, unit, valid_from)', onRecord.flatMap((office) => seats.map(([post, unit], place): CopyValue[] => [office.id, post, personName(outsiders + office.id * 10 + place), unitOf(office, unit), settledOn])), () => undefined);
  await copyRows(client, 'office_contact (office_id, name, unit, mobile_sealed, mobile_masked, email, updated_at)', onRecord.flatMap((office) => ['教师工作处', '教师发展中心'].map((unit, place): CopyValue[] => {
    const mobile = mobileNumber(outsiders + office.id * 10 + place);
    return [office.id, personName(outsiders + 5_000_000 + office.id * 10 + place), `${office.name}${office.level === 'PROVINCE' ? '教育厅' : '教育局'}${unit}`, `\\x${vault.seal(mobile).toString('hex')}`, maskMobile(mobile), `peixun${place + 1}@${office.code}.example.cn`, recordedAt];
  })), () => undefined);
  await insertSteeringExpert(client);
  await insertAppointmentRecords(client);
  await insertChosenChiefTutor(client);
}

/** Of the province's group one is a person of the system, and can sign in to approve. */
async function insertSteeringExpert(client: pg.Client): Promise<void> {
  await client.query("insert into steering_member (office_id, post, person_id, name, unit, valid_from) select 1, 'MEMBER', p.id, p.name, '江苏省教师培训专家委员会委员', $1 from person p where p.user_name = 'song.huaijin'", [settledOn]);
}

/** Each post was given by the administrator of the office that the rules name; the province's own first one came with the installation. */
async function insertAppointmentRecords(client: pg.Client): Promise<void> {
  await client.query(`
    insert into appointment_record (role_id, office_id, act, valid_from, reason, by_id, by_name, at)
    select r.id, r.office_id, 'APPOINTED', r.valid_from, case when o.level = 'SCHOOL' then '区教师〔2023〕18号' when o.level = 'COUNTY' and o.parent_id <> 1 then '市教师〔2023〕9号' else '苏教师〔2023〕12号' end, giver.id, giver.name, $1
    from role_assignment r join office o on o.id = r.office_id
    join person giver on giver.user_name = case when o.level = 'SCHOOL' then 'lu.jingxing' when o.level = 'COUNTY' and o.parent_id <> 1 then 'shen.peilan' else 'gu.wenyuan' end
    where r.role <> 'LEARNER' and r.person_id <> giver.id order by r.id`, [recordedAt]);
  await client.query(`
    insert into appointment_record (role_id, office_id, act, valid_from, reason, by_id, by_name, at)
    select r.id, r.office_id, 'ALLOTTED', r.valid_from, case when r.role = 'EXPERT' then '从省级专家库选入本项目。' else '按课程安排培训班。' end, giver.id, giver.name, $1::timestamptz + interval '2 hours'
    from role_assignment r join person giver on giver.user_name = 'gu.wenyuan' where r.role in ('TUTOR', 'EXPERT') order by r.id`, [recordedAt]);
}

/** The chief tutor was recommended by Nanjing and chosen by the province. */
async function insertChosenChiefTutor(client: pg.Client): Promise<void> {
  const { rows: [chosen] } = await client.query<{ id: string }>(`
    insert into chief_tutor_recommendation (office_id, person_id, subject, standings, title, reason, state, recommended_by_id, recommended_by_name, recommended_at, settled_at, settled_by_name, settled_reason, version)
    select o.id, r.person_id, r.subject, '{PROVINCE_SUBJECT_LEADER,SPECIAL_GRADE}', '正高级教师', '主持省级名师工作室，长期承担小学语文骨干教师培训。', 'APPOINTED', giver.id, $2, '2023-06-10T15:30:00+08:00', $1, giver.name, '推荐、培训、考核合格，予以聘任。', 2
    from role_assignment r join office o on o.code = '3201' join person giver on giver.user_name = 'gu.wenyuan' where r.role = 'CHIEF_TUTOR' returning id`, [recordedAt, personName(outsiders + 9_000_000)]);
  await client.query(`
    insert into chief_tutor_appointment (recommendation_id, number, role_id, office_id, person_name, subject, appointed_on, valid_from, by_id, by_name)
    select $1, 'ZFD20230001', r.id, c.office_id, holder.name, r.subject, $2, r.valid_from, giver.id, giver.name
    from role_assignment r join person holder on holder.id = r.person_id join chief_tutor_recommendation c on c.id = $1 join person giver on giver.user_name = 'gu.wenyuan' where r.role = 'CHIEF_TUTOR'`, [chosen?.id, recordedAt.slice(0, 10)]);
}

/** A demonstration that is older than a member of the cast gets that account when it is started next: the sign-in page offers it. */
export async function insertLaterCast(client: pg.Client, vault: Vault): Promise<void> {
  const later = cast.filter((member) => member.role === 'SCHOOL_LEADER');
  for (const member of later) await insertBeside(client, vault, member);
}

/** At the school of the cast's school administrator. */
async function insertBeside(client: pg.Client, vault: Vault, { login, name, role }: CastMember): Promise<void> {
  const idCard = idCardNumber(outsiders + cast.findIndex((member) => member.login === login));
  const reading = readingOfName(name);
  const { rows: [person] } = await client.query<{ id: string; officeId: string }>(`
    insert into person (name, training_number, user_name, id_card_sealed, id_card_hash, id_card_masked, identity_hash, name_pinyin, name_initials, office_id)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, beside.office_id from person beside
    where beside.user_name = 'fang.ruolan' and not exists (select 1 from person known where known.user_name = $3) returning id, office_id as "officeId"`,
  [name, `3299${String(cast.findIndex((member) => member.login === login)).padStart(6, '0')}`, login, vault.seal(idCard), vault.hash(idCard), maskIdCard(idCard), vault.hash(`${name} ${birthDateOf(idCard)}`), reading.full, reading.initials]);
  if (!person) return;
  await client.query('insert into credential (person_id, password_hash, changed_at) values ($1, $2, now())', [person.id, await hashPassword(demoPassword)]);
  await client.query("insert into role_assignment (person_id, role, office_id, valid_from) values ($1, $2, $3, '2023-07-01')", [person.id, role, person.officeId]);
}
