// The corpus of hostile documents: the ideas of graphql-cop and our own, each with the limit that must refuse it.

export interface HostileDocument {
  readonly name: string;
  readonly limit: string;
  readonly query: string;
}

function times(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(' ');
}

export function nested(depth: number): string {
  return `${'{ parent '.repeat(depth)}${'}'.repeat(depth)}`;
}

export function fanOut(levels: number, leaf: string): string {
  return `{ office { ...F0 } } ${times(levels, (n) => `fragment F${n} on Office { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on Office { ${leaf} }`;
}

export function pages(count: number): string {
  return `{ ${times(count, (n) => `p${n}: teachers(first: 100) { nodes { office { tags { name } } } }`)} }`;
}

const circularTypes = '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';

export const hostileDocuments: readonly HostileDocument[] = [
  { name: '31 aliases', limit: 'aliases', query: `{ office { ${times(31, (n) => `a${n}: id`)} } }` },
  { name: '101 aliases of __typename', limit: 'aliases', query: `{ ${times(101, (n) => `a${n}: __typename`)} }` },
  { name: '10,000 aliases', limit: 'tokens', query: `{ ${times(10_000, (n) => `a${n}: mustNotRun`)} }`.slice(0, 250_000) },
  { name: '31 aliases spread over fragments', limit: 'aliases', query: `{ office { ...A ...B } } fragment A on Office { ${times(16, (n) => `a${n}: id`)} } fragment B on Office { ${times(15, (n) => `b${n}: id`)} }` },
  { name: 'depth 11', limit: 'depth', query: `{ office ${nested(9)} }`.replace('parent }', 'parent { id } }') },
  { name: 'depth 50', limit: 'depth', query: `{ office ${nested(49)} }` },
  { name: 'depth 11 through fragments', limit: 'depth', query: '{ office { ...A } } fragment A on Office { parent { parent { parent { parent { ...B } } } } } fragment B on Office { parent { parent { parent { parent { parent { id } } } } } }' },
  { name: '20,000 nested braces', limit: 'tokens', query: '{a'.repeat(20_000) },
  { name: '20,000 nested lists', limit: 'tokens', query: `{ echo(text: ${'['.repeat(20_000)}) }` },
  { name: '21 root fields', limit: 'rootFields', query: `{ ${times(21, () => 'mustNotRun')} }` },
  { name: '21 root fields through a fragment', limit: 'rootFields', query: `{ ${times(3, () => '...R')} } fragment R on Query { ${times(7, () => 'mustNotRun')} }` },
  { name: '500 times the same field', limit: 'repeatedFields', query: `{ office { ${times(500, () => 'id')} } }` },
  { name: '1,450 times the same field', limit: 'expandedSelections', query: `{ office { ${times(1_450, () => 'id')} } }` },
  { name: 'ten directives on one field', limit: 'directivesPerNode', query: `{ __typename ${times(10, () => '@aa')} }` },
  { name: '51 directives', limit: 'directives', query: `{ office { ${times(51, () => 'id @skip(if: true)')} } }` },
  { name: '5,000 directives', limit: 'tokens', query: `{ __typename ${times(5_000, () => '@skip(if:true)')} }` },
  { name: '101 variables', limit: 'variables', query: `query(${times(101, (n) => `$v${n}: Int`)}) { __typename }` },
  { name: '5,000 variables', limit: 'tokens', query: `query(${times(5_000, (n) => `$v${n}: Int`)}) { __typename }` },
  { name: '251 items in one literal list', limit: 'listInputs', query: `{ officesByCode(codes: [${times(251, () => '"3"')}]) { id } }` },
  { name: 'a fragment that spreads itself', limit: 'fragmentCycle', query: '{ office { ...A } } fragment A on Office { id ...A }' },
  { name: 'a cycle of two fragments', limit: 'fragmentCycle', query: '{ office { ...A } } fragment A on Office { ...B } fragment B on Office { ...A }' },
  { name: 'a cycle of three fragments', limit: 'fragmentCycle', query: '{ office { ...A } } fragment A on Office { ...B } fragment B on Office { ...C } fragment C on Office { ...A }' },
  { name: '30 fragments that all spread all others', limit: 'fragmentCycle', query: `{ office { ...F0 } } ${times(25, (n) => `fragment F${n} on Office { ${times(25, (m) => `...F${m}`)} }`)}` },
  { name: 'a fan-out of 2^22', limit: 'expandedSelections', query: fanOut(22, 'id') },
  { name: 'a fan-out of 2^40', limit: 'expandedSelections', query: fanOut(40, 'id') },
  { name: '1,000 unused fragments', limit: 'tokens', query: `{ __typename } ${times(1_000, (n) => `fragment F${n} on Office { id }`)}` },
  { name: '51 definitions', limit: 'definitions', query: `{ __typename } ${times(50, (n) => `fragment F${n} on Office { id }`)}` },
  { name: 'circular introspection', limit: 'introspectionLists', query: circularTypes },
  { name: 'a comment of 100 kB', limit: 'sourceLength', query: `# ${'x'.repeat(100_000)}\n{ mustNotRun }` },
  { name: '20 pages of 100 with nested lists', limit: 'costPoints', query: pages(20) },
  { name: 'pages inside pages', limit: 'costPoints', query: '{ teachers(first: 100) { nodes { office { teachers(first: 100) { nodes { office { teachers(first: 100) { nodes { id } } } } } } } } }' },
  { name: 'a page of 101', limit: 'pageSize', query: '{ teachers(first: 101) { nodes { id } } }' },
  { name: 'two sign-ins', limit: 'authenticationMutations', query: 'mutation { a: signIn(account: "a", secret: "1") { viewer { id } } b: signIn(account: "a", secret: "2") { viewer { id } } }' },
];
