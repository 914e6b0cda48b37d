// The log of one run: its rows, its density, its facets and the jumps in it.

export const logCalls = {} as const
