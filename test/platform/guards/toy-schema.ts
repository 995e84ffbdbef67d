// A small school world with every shape the guards know: pages, lists, to-one objects, unions, inputs, a sign-in.
import { buildSchema, type GraphQLSchema } from 'graphql';

const sdl = /* GraphQL */ `
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Office implements Node {
    id: ID! code: String! name: String! level: OfficeLevel!
    parent: Office
    tags: [Tag!]!
    teachers(first: Int, last: Int, after: String): TeacherConnection!
  }
  enum OfficeLevel { PROVINCE CITY COUNTY SCHOOL }
  type Teacher implements Node {
    id: ID! name: String!
    office: Office!
    tags: [Tag!]!
    learning(first: Int! = 5): LearningConnection!
  }
  type Tag { name: String! owner: Thing! }
  type Learning implements Node { id: ID! minutes: Int! teacher: Teacher! }
  union Thing = Office | Teacher
  type TeacherEdge { cursor: String! node: Teacher! }
  type TeacherConnection { nodes: [Teacher!]! edges: [TeacherEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type LearningConnection { nodes: [Learning!]! totalCount: Int! }
  type Query {
    office(code: String): Office
    officesByCode(codes: [String!]!): [Office!]!
    teachers(first: Int, last: Int, after: String): TeacherConnection!
    node(id: ID): Node
    thing: Thing
    tags: [Tag!]!
    echo(text: String, input: CourseInput): String
    broken: String
    mustNotRun: String
  }
  input CourseInput { title: String! hours: Int teacherIds: [ID!] records: [RecordInput!] }
  input RecordInput { learner: ID! minutes: Int }
  input SignInInput { account: String! secret: String! }
  type SignInPayload { viewer: Teacher refusals: [Tag!]! }
  type Mutation { signIn(account: String!, secret: String!): SignInPayload! rename(code: String!): Office! }
`;

export interface ToyWorld {
  readonly schema: GraphQLSchema;
  readonly root: Readonly<Record<string, unknown>>;
  /** Objects that resolvers have handed out: rows and to-one objects, no page or edge wrappers. */
  objects(): number;
  /** Times that `mustNotRun` or a sign-in was executed. */
  runs(): number;
}

export function toyWorld(): ToyWorld {
  const schema = buildSchema(sdl);
  schema.getQueryType()!.getFields()['officesByCode']!.extensions = { sizedBy: 'codes' };
  schema.getQueryType()!.getFields()['tags']!.extensions = { listSize: 3 };
  const course = schema.getType('CourseInput');
  if (course !== undefined && 'getFields' in course) course.getFields()['records']!.extensions = { maxItems: 500 };
  let objects = 0;
  let runs = 0;

  function many<T>(count: number, make: () => T): readonly T[] {
    return Array.from({ length: count }, () => make());
  }
  function office(): object {
    objects += 1;
    return { __typename: 'Office', id: 'o', code: '32', name: 'Jiangsu', level: 'PROVINCE', parent: office, tags: () => many(10, tag), teachers: page };
  }
  function teacher(): object {
    objects += 1;
    return { __typename: 'Teacher', id: 't', name: 'Li', office, tags: () => many(10, tag), learning: ({ first }: { first: number }) => ({ nodes: () => many(first, learning), totalCount: 900 }) };
  }
  function learning(): object {
    objects += 1;
    return { __typename: 'Learning', id: 'l', minutes: 45, teacher };
  }
  function tag(): object {
    objects += 1;
    return { name: 'tag', owner: teacher };
  }
  function page({ first, last }: { first?: number | null; last?: number | null }): object {
    const size = first ?? last ?? 0;
    return { nodes: () => many(size, teacher), edges: () => many(size, () => ({ cursor: 'c', node: teacher })), pageInfo: { hasNextPage: true, endCursor: 'c' }, totalCount: 900 };
  }
  function counted(): string {
    runs += 1;
    return 'ran';
  }
  const root = {
    office, teachers: page, node: teacher, thing: office, tags: () => many(3, tag),
    officesByCode: ({ codes }: { codes: readonly string[] }) => codes.map(office),
    echo: ({ text }: { text?: string | null }) => text ?? null,
    broken: () => { throw new Error('relation "person" does not exist at /srv/app/people.store.ts:12'); },
    mustNotRun: counted,
    signIn: () => { counted(); return { viewer: teacher, refusals: [] }; },
    rename: office,
  };
  return { schema, root, objects: () => objects, runs: () => runs };
}
