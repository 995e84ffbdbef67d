// Lint: TypeScript by type-aware rules, GraphQL documents by the committed schema, and the house's own limits.
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const houseRules = {
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', prefer: 'type-imports' }],
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
};

export default tseslint.config(
  { ignores: ['node_modules/', '.cache/', 'admin/dist/', 'admin/gql/', '.data/', 'coverage/', 'reports/', 'migrations/', '**/*.cjs', '**/*.mjs', '*.config.js', 'admin/vite.config.ts'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './admin/tsconfig.json', './test/admin/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: houseRules,
  },
  {
    files: ['admin/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['**/*.ts'],
    ignores: ['admin/**'],
    rules: {
      // The environment has one reader, time has one source.
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only server/config.ts reads the environment.' }],
    },
  },
  {
    files: ['server/*/**/*.ts'],
    ignores: ['server/platform/**', 'server/demo/**', 'server/kernel/**'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Ask the clock of platform/clock.' },
        { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Ask the clock of platform/clock.' }],
    },
  },
  {
    files: ['server/main.ts', 'server/config.ts', 'server/*-cli.ts', 'server/**/*-cli.ts', 'server/console-build.ts', 'schema/*.ts', 'test/support/**', 'test/bench/**', 'test/prove/**', 'test/**/*.ts', 'server/demo/progress.ts'],
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off' },
  },
  {
    files: ['admin/**/*.graphql'],
    languageOptions: { parser: graphqlPlugin.parser, parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql', documents: 'admin/**/*.graphql' } } },
    plugins: { '@graphql-eslint': graphqlPlugin },
    rules: {
      '@graphql-eslint/fields-on-correct-type': 'error', '@graphql-eslint/known-argument-names': 'error', '@graphql-eslint/no-unused-variables': 'error', '@graphql-eslint/no-unused-fragments': 'error',
      '@graphql-eslint/unique-operation-name': 'error', '@graphql-eslint/no-deprecated': 'error', '@graphql-eslint/naming-convention': ['error', { OperationDefinition: 'PascalCase', FragmentDefinition: 'PascalCase' }],
    },
  },
  {
    files: ['schema/schema.graphql'],
    languageOptions: { parser: graphqlPlugin.parser, parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } } },
    plugins: { '@graphql-eslint': graphqlPlugin },
    rules: {
      '@graphql-eslint/require-description': ['error', { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true }],
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/naming-convention': ['error', { types: 'PascalCase', FieldDefinition: 'camelCase', InputValueDefinition: 'camelCase', EnumValueDefinition: 'UPPER_CASE' }],
    },
  },
);
