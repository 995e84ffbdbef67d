// Ends the cluster of the test run: its process stops when its input does.
export default async function tearDown() {
  const child = globalThis.yanxiuTestCluster;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end();
  await ended;
}
