// Finding: over all runs, and what a query means.

export const searchCalls = {} as const
