// How people read the names of places in Jiangsu where a dictionary of the language reads them otherwise.

/** Words go before characters, long ones before short ones. */
const readings: Readonly<Record<string, string>> = {
  六合: 'lu he', 浒墅关: 'xu shu guan', 浒浦: 'xu pu', 栟茶: 'ben cha', 单集: 'shan ji', 三堡: 'san pu', 曲阿: 'qu e', 竹行: 'zhu hang', 重岗: 'chong gang', 仇湖: 'qiu hu',
  家长: 'jia zhang', 成长: 'cheng zhang',
  都: 'du', 圩: 'wei', 长: 'chang',
};

const known = new RegExp(`(${Object.keys(readings).sort((one, other) => other.length - one.length).join('|')})`);

/** A name in the parts that have a reading of their own and those that have none. */
export function partsOf(name: string): { text: string; reading: string[] | null }[] {
  return name.split(known).filter((text) => text !== '').map((text) => ({ text, reading: readings[text]?.split(' ') ?? null }));
}
