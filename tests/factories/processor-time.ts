/** What a step costs the processor, in milliseconds: unlike the wall clock it does not count who else is at work. */
export async function processorMs(run: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
