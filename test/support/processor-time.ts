// What something costs the thread that runs it, however busy the machine is with other things: the clock on the wall would measure the neighbours.

/** Runs it and answers with its result and the processor time of this thread meanwhile; collecting the garbage of other tests is done by others. */
export async function processorTimeOf<Result>(act: () => Result | Promise<Result>): Promise<{ result: Result; milliseconds: number }> {
  const before = process.threadCpuUsage();
  const result = await act();
  const { user, system } = process.threadCpuUsage(before);
  return { result, milliseconds: (user + system) / 1_000 };
}
