// What a test needs of its machine. A test that is skipped for want of it says so: nobody has to guess why it did not run.

const onWindows = process.platform === 'win32'

/** Whether it is there; where it is not, `sentence` says what is skipped and why. */
export function needs(there: boolean, sentence: string): boolean {
  if (!there) process.stdout.write(`${sentence}\n`)
  return there
}

/** Whether the system is not Windows, which lacks `what`: signals that a process hears, bits of permission, a shell. */
export function needsUnix(tests: string, what: string): boolean {
  return needs(!onWindows, `${tests}: skipped, Windows has no ${what}.`)
}
