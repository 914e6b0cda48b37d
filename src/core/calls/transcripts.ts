// Taking away and bringing in: export, import, and how far they are.

export const transcriptCalls = {} as const
