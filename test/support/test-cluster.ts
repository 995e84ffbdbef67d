// The process of a test run's cluster: prints how to reach it, and stops when its input ends.
import 'reflect-metadata';
import { startTestCluster } from './start-test-cluster.js';

const { told, stop } = await startTestCluster();
process.stdout.write(`${JSON.stringify(told)}\n`);

process.stdin.resume();
process.stdin.once('end', () => void stop().then(() => process.exit(0)));
