// A clock that all processes of a machine share.

/** Whole microseconds since some moment before the machine started; the system's monotonic clock. */
export function microsNow(): number {
  return Number(process.hrtime.bigint() / 1_000n)
}
