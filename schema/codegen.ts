// Types and documents of the console, generated from the committed schema and the `.graphql` files beside its pages.
import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types and documents of the console, generated from the committed schema and the `.graphql` files beside its pages. */
const config: CodegenConfig = {
  schema: process.env.YANXIU_SCHEMA ?? 'schema/schema.graphql',
  documents: 'admin/**/*.graphql',
  ignoreNoDocuments: true,
  generates: {
    'admin/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { DateTime: 'string', LocalDate: 'string', Decimal: 'string' },
      },
    },
  },
};

export default config;
