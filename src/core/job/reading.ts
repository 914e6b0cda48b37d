// A reading is what a kind makes of one event, in words every kind shares. The fold, the screens and the terminal know
// readings only; a new kind needs no new reading, or the vocabulary grows here for all of them.

/** How serious a log line is. `success` is the processes API's own level (ProgressLogger). */
export type LogLevel = 'debug' | 'info' | 'success' | 'warning' | 'error'

export type Reading =
  /** A sign of life that carries nothing else. */
  | { readonly type: 'ping' }
  /** The server's word on the state of the job. */
  | { readonly type: 'status'; readonly state: 'pending' | 'processing' }
  /**
   * How far the job is. `percent` as the server gave it, or null to have it derived from `done / total`;
   * `raw` is the server's own text where it differs from what a bar can show (`"250"`, `"50%"`).
   */
  | {
      readonly type: 'progress'
      readonly percent: number | null
      readonly done: number | null
      readonly total: number | null
      readonly raw: string | null
    }
  /**
   * A step of the work. `entered` also completes the stage before it (services that announce only the next step);
   * `started` does not (services that announce both ends). `index` counts from 1; `of` is the announced number of steps.
   */
  | {
      readonly type: 'stage'
      readonly id: string
      readonly label: string
      readonly state: 'entered' | 'started' | 'completed' | 'failed'
      readonly index: number | null
      readonly of: number | null
    }
  /** A line of the job's own log. `at` is the server's time, in its own text. */
  | {
      readonly type: 'log'
      readonly level: LogLevel
      readonly message: string
      readonly details: string | null
      readonly at: string | null
    }
  /** Something the job made. The same `id` again is the same thing, changed or repeated. */
  | {
      readonly type: 'item'
      readonly id: string
      readonly title: string
      readonly description: string | null
      readonly tags: readonly string[]
      readonly state: string | null
      readonly at: string | null
    }
  /**
   * A piece of the text being written, or (`final`) the whole text that the server calls authoritative. `channel` is what it
   * belongs to: absent for the answer itself, `reasoning` for what a model thinks on the way to it.
   */
  | {
      readonly type: 'text'
      readonly mode: 'append' | 'final'
      readonly text: string
      readonly channel?: 'reasoning'
    }
  /**
   * A call of a tool by a model; the same `id` again is the same call, and null leaves what is known of it. `args` is a piece
   * of its arguments (`append`) or all of them; `result` what the tool gave back, or in state `failed` what went wrong.
   * `alias` is another id by which later events of the stream name the call: of several calls the last that bore it. A call of which nothing is known yet, and of
   * which the reading tells neither name, arguments nor result, is none.
   */
  | {
      readonly type: 'tool'
      readonly id: string
      readonly name: string | null
      readonly state: 'writing' | 'called' | 'completed' | 'failed'
      readonly args: { readonly mode: 'append' | 'final'; readonly text: string } | null
      readonly result: string | null
      readonly alias?: string
    }
  /** Every call of a tool that was being written is made: its arguments are whole. Said where the service ends them all at once. */
  | { readonly type: 'called' }
  /**
   * What a model has used, in tokens, which model it is and why it stopped, in the service's own words; null for what the
   * event does not say. `input` includes `cached`, `output` includes `reasoning`. What is said again replaces it; with `adds`
   * the tokens are those of one more call of a model and are added.
   */
  | {
      readonly type: 'usage'
      readonly input: number | null
      readonly output: number | null
      readonly cached: number | null
      readonly reasoning: number | null
      readonly model: string | null
      readonly finish: string | null
      readonly adds?: true
    }
  /** From this event on the stream is read by the reader of this id, which recognised it. */
  | { readonly type: 'reader'; readonly id: string }
  /** A verdict on the result, passed or not; `stage` is the id of the stage that made it, where one did. */
  | {
      readonly type: 'check'
      readonly name: string
      readonly passed: boolean
      readonly score: number | null
      readonly issues: readonly string[]
      readonly stage?: string
    }
  /**
   * When the work began and ended by the server's own clock, epoch ms; null for what it does not say. Its difference is how
   * long the job took, whenever Runlight heard of it.
   */
  | { readonly type: 'times'; readonly startedAt: number | null; readonly endedAt: number | null }
  /** A named value worth showing. The same name again replaces it. */
  | { readonly type: 'fact'; readonly name: string; readonly value: string }
  /** The server's verdict on the job; `reason` in its own words, null where it gave none. */
  | { readonly type: 'outcome'; readonly state: 'completed' | 'failed'; readonly reason: string | null }
  /** The stream's own last event: nothing follows, and the end of the stream is no loss. */
  | { readonly type: 'terminal' }
  /** The event could not be read as its API documents it; it is shown as text. */
  | { readonly type: 'unreadable'; readonly reason: string }
