/** What this run's chance begins with; jest prints it and takes it back as `--seed`. */
export function runSeed(): number {
  return Number(process.env['YANXIU_TEST_SEED']);
}
