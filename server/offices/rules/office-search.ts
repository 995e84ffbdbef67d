// What somebody typed to find an office: letters are how its name is read, anything else stands in the name or begins the code.

export type OfficeSearch = { kind: 'LETTERS' | 'WORDS'; text: string };

export function officeSearchOf(typed: string): OfficeSearch {
  const letters = typed.normalize('NFKC').toLowerCase().replaceAll('ü', 'v').replace(/[\s'-]/g, '');
  // Digits among letters are those of 第2小学; codes are digits alone.
  return /^[a-z0-9]*[a-z][a-z0-9]*$/.test(letters) ? { kind: 'LETTERS', text: letters } : { kind: 'WORDS', text: typed };
}
