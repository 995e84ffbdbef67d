// Progress of filling the demonstration: a bar on a terminal, a line a step elsewhere.
import type { Progress } from './seed.js';

const width = 28;

export function progressOn(output: NodeJS.WriteStream): Progress {
  let current = '';
  let shown = -1;
  return (step, done, total) => {
    const share = total > 0 ? Math.min(1, done / total) : 1;
    const percent = Math.floor(share * 100);
    if (step !== current && current !== '' && output.isTTY) output.write('\n');
    if (step === current && percent === shown) return;
    const isNew = step !== current;
    current = step;
    shown = percent;
    const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
    const padded = `${step}${'　'.repeat(Math.max(0, 5 - step.length))}`;
    if (output.isTTY) output.write(`\r  ${padded} ${bar} ${String(percent).padStart(3)}%  ${done.toLocaleString('en')}`);
    else if (isNew) output.write(`  ${step} …\n`);
  };
}
