// Jest with Node's own modules instead of a sandbox for each file: a test worker loads the server and its packages once, and what
// the engine has compiled and optimised of them serves all of its files. What a test leaves in a module or a global, others see.
const { registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');
const { default: JestRuntime } = require('jest-runtime');

require('../../.ci/typescript.mjs');
require('reflect-metadata');

const globals = new URL('globals.mjs', pathToFileURL(__filename)).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === '@jest/globals' ? { url: globals, format: 'module', shortCircuit: true } : next(specifier, context)),
});

const isTypeScript = (file) => file.endsWith('.ts');

module.exports = class Runtime extends JestRuntime {
  /** Called once a file, before it is loaded. */
  setGlobalsForRuntime(ofThisFile) {
    super.setGlobalsForRuntime(ofThisFile);
    globalThis.yanxiuTestFile = ofThisFile;
    // Jest's own would read places of files that it has not transformed; Node knows them.
    delete Error.prepareStackTrace;
  }

  unstable_shouldLoadAsEsm(file) {
    return isTypeScript(file) || super.unstable_shouldLoadAsEsm(file);
  }

  unstable_importModule(file, ...rest) {
    return isTypeScript(file) ? import(pathToFileURL(file).href) : super.unstable_importModule(file, ...rest);
  }
};
