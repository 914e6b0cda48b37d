// Errors as plain data with a stable code, so they can cross IPC, a WebSocket and a terminal. The message is for the
// person who sees it and says what to do; the original error stays in its own process, for the diagnostics.

const errorCodes = [
  'bad-input',
  'not-found',
  'duplicate-run',
  'not-allowed',
  'unreachable',
  'not-a-stream',
  'needs-credentials',
  'data-dir-in-use',
  'data-dir-not-writable',
  'newer-log',
  'older-log',
  'damaged-log',
  'log-missing',
  'log-away',
  'fenced',
  'disk-failed',
  'storage-full',
  'read-only',
  'not-answered',
  'port-in-use',
  'unknown-call',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** `detail` is plain data for programs: the problems by field, the existing run's id. */
export type ErrorData = {
  readonly code: ErrorCode
  readonly message: string
  readonly detail: Readonly<Record<string, unknown>> | null
}

/** Thrown inside the engine and the hosts; `dispatch` turns it into its data. */
export class RunlightError extends Error {
  override readonly name = 'RunlightError'
  readonly code: ErrorCode
  readonly detail: Readonly<Record<string, unknown>> | null

  constructor(code: ErrorCode, message: string, detail: Readonly<Record<string, unknown>> | null = null) {
    super(message)
    this.code = code
    this.detail = detail
  }
}

/** Any thrown thing as data. What is not written for people is replaced by a sentence that is. */
export function errorData(thrown: unknown): ErrorData {
  if (thrown instanceof RunlightError) {
    return { code: thrown.code, message: thrown.message, detail: thrown.detail }
  }
  return {
    code: 'internal',
    message:
      'Something went wrong inside Runlight. The log is safe; try again, and save a diagnostic file if it stays.',
    detail: null,
  }
}
