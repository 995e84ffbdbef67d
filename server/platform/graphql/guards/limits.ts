// The figures that bound one GraphQL request, each with the reason for its size.

export interface Limits {
  /** HTTP body in bytes. The largest honest body is a batch of 500 learning records (about 150 KB); files have their own door. */
  readonly bodyBytes: number;
  /** Document text in UTF-16 units. 1,500 tokens of ordinary names are 15 KB; the rest is room for comments. */
  readonly sourceLength: number;
  /** Lexical tokens. Four times the longest documented query; keeps the recursive parser far from the end of its stack. */
  readonly tokens: number;
  /** Operations and fragments in one document. A generated client sends 20 at most; some standard rules compare them in pairs. */
  readonly definitions: number;
  /** Fields nested in fields, leaf included. The deepest page of the console is 8. */
  readonly depth: number;
  /** Nesting below `__schema` and `__type`. The standard introspection query with its default type depth needs 15. */
  readonly introspectionDepth: number;
  /** Type lists (fields, inputFields, interfaces, possibleTypes) on one introspection path. The standard query has 1; circles need 2. */
  readonly introspectionLists: number;
  /** Aliases as written, `__typename` and fragments included. Aliases are how one request repeats an expensive field. */
  readonly aliases: number;
  /** Fields of the operation's root after fragment expansion. Each is at least one database statement. */
  readonly rootFields: number;
  /** Selections after fragment expansion. 41 fragments that spread the next one twice would be 2^40. */
  readonly expandedSelections: number;
  /** The same response path selected again. A union of 40 types may ask `id` of each; the merge rule compares these in pairs. */
  readonly repeatedFields: number;
  /** Directives on one place. Only @skip and @include exist for documents. */
  readonly directivesPerNode: number;
  /** Directives in one document. */
  readonly directives: number;
  /** Variables, declared or sent. One input object per mutation needs 1; 20 root fields with 5 arguments need 100. */
  readonly variables: number;
  /** Nesting inside variables. The rule document of a programme is 9 levels deep. */
  readonly variableDepth: number;
  /** Items of one list in variables or literals, where the schema's `maxItems` extension does not say another figure. */
  readonly listInputs: number;
  /** Rows of one page. */
  readonly pageSize: number;
  /** Points of one operation: 1,000 points are 5,000 objects. */
  readonly costPoints: number;
  /** Sign-ins and the like executed by one document: aliases must not multiply guesses. */
  readonly authenticationMutations: number;
  /** Errors of one refused request. A client mends the first ones first; a hostile one gets no long answers. */
  readonly reportedErrors: number;
  /** Length of one error message: graphql-js quotes whole variable values. */
  readonly messageLength: number;
}

export const limits: Limits = Object.freeze({
  bodyBytes: 262_144,
  sourceLength: 65_536,
  tokens: 1_500,
  definitions: 50,
  depth: 10,
  introspectionDepth: 16,
  introspectionLists: 1,
  aliases: 30,
  rootFields: 20,
  expandedSelections: 1_000,
  repeatedFields: 40,
  directivesPerNode: 5,
  directives: 50,
  variables: 100,
  variableDepth: 20,
  listInputs: 250,
  pageSize: 100,
  costPoints: 1_000,
  authenticationMutations: 1,
  reportedErrors: 5,
  messageLength: 300,
});
