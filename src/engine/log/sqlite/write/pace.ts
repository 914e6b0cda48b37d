// How much to do at a time, so that each time takes about as long: doubled while it is quick, halved when it was slow.

export type Pace = { readonly run: <T>(act: (amount: number) => T) => T }

/** `act` is given an amount that should take `sliceMs`; the next one is fitted to how long it took. */
export function createPace(
  sliceMs: number,
  { least, start, most }: { readonly least: number; readonly start: number; readonly most: number },
): Pace {
  let amount = start
  return {
    run: (act) => {
      const from = performance.now()
      const result = act(amount)
      const took = performance.now() - from
      if (took < sliceMs / 2) amount = Math.min(most, amount * 2)
      else if (took > sliceMs) amount = Math.max(least, Math.floor(amount / 2))
      return result
    },
  }
}
