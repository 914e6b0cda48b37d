// What a test and a thread's failing SQLite agree on: the codes that may be had, and what the shared numbers mean.

export const codes = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_BUSY', 'SQLITE_READONLY'] as const
export type FailingCode = (typeof codes)[number]

/** `mode`: 0 nothing fails, 1 one statement, 2 that one and all after it. `countdown`: how many until then. */
export const slots = { mode: 0, countdown: 1, code: 2, failed: 3 } as const
export type Switches = SharedArrayBuffer
