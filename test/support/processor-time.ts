// What something costs this process, however busy the machine is with other things: the clock on the wall would measure the neighbours.

/** Runs it and answers with its result and the processor time of this process meanwhile, all its threads together. */
export async function processorTimeOf<Result>(act: () => Result | Promise<Result>): Promise<{ result: Result; milliseconds: number }> {
  const before = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: (user + system) / 1_000 };
}
