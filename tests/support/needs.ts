// What a test needs of its machine. A test that is skipped for want of it says so: nobody has to guess why it did not run.

/** Whether it is there; where it is not, `sentence` says what is skipped and why. */
export function needs(there: boolean, sentence: string): boolean {
  if (!there) process.stdout.write(`${sentence}\n`)
  return there
}
