// Keeping and forgetting: what the log weighs, retention, backup, integrity, and the marks on runs.

export const storageCalls = {} as const
