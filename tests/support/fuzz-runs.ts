// How long the fuzz goes on: short in `npm test`, as long as one likes in `npm run test:fuzz`.

/** `usual` rounds, unless RUNLIGHT_FUZZ_ROUNDS says otherwise. */
export function fuzzRuns(usual: number): number {
  return Number(process.env.RUNLIGHT_FUZZ_ROUNDS ?? usual)
}
