// Jest runs TypeScript as the server runs it: `test/support/runtime.cjs`.
// What is tested runs as it is run; graphql and others do checks of their own otherwise, which are a tenth of the walks' time.
process.env.NODE_ENV = 'production';

/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  runtime: '<rootDir>/test/support/runtime.cjs',
  transform: {},
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  reporters: ['default', '<rootDir>/test/support/closing-line.cjs'],
  maxWorkers: 2,
  // What a file has loaded as native modules stays with its worker: at the end of a run three gigabytes, all of them swept again and again.
  workerIdleMemoryLimit: '1GB',
  randomize: true,
  testTimeout: 60_000,
};
