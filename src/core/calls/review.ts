// Looking back: a run as it was at any instant, its figures, and two runs side by side.

export const reviewCalls = {} as const
