// Jest runs TypeScript through SWC as native ES modules: `node --experimental-vm-modules`.
// What is tested runs as it is run; graphql and others do checks of their own otherwise, which are a tenth of the walks' time.
process.env.NODE_ENV = 'production';

/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: true } },
      module: { type: 'es6' },
    }],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  reporters: ['default', '<rootDir>/test/support/closing-line.cjs'],
  maxWorkers: 2,
  // What a file has loaded as native modules stays with its worker: at the end of a run three gigabytes, all of them swept again and again.
  workerIdleMemoryLimit: '1GB',
  randomize: true,
  testTimeout: 60_000,
};
