// What `@jest/globals` is to a test: modules outlive a file, so each call goes to the file that is running.
import { createRequire } from 'node:module';

const { jestExpect } = createRequire(import.meta.url)('@jest/expect');
const ofThisFile = (name) => new Proxy(() => undefined, {
  apply: (_target, _self, given) => globalThis.yanxiuTestFile[name](...given),
  get: (_target, key) => globalThis.yanxiuTestFile[name][key],
});

export const [afterAll, afterEach, beforeAll, beforeEach, describe, it, test] = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'it', 'test'].map(ofThisFile);
/** Of this realm: across realms a String is not the String that `expect.any` knows. */
export const expect = jestExpect;
