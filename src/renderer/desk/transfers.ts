// The exports and imports of this window: starts them, follows each until it ends, and keeps the result until it was seen.
// Contains no component; which of them a dialog shows is view state.

import { createStore } from 'zustand/vanilla'
import type { Exported, ExportFormat, JobProgress } from '../../core/contract/calls/transcripts.ts'
import { type Client, errorMessage, isCallError } from '../store/client.ts'
import { sendFile } from './send-file.ts'

export type Transfer = {
  readonly job: number
  /** What is exported, or the name of the imported file; null where the host started it. */
  readonly name: string | null
  /** Whether an export is redacted; null where that is not known, or for an import. */
  readonly redacts: boolean | null
  /** When the window started to follow it, epoch ms. */
  readonly since: number
  /** Bytes of the file sent to the engine, of how many; null where this window does not send it. */
  readonly sent: { readonly bytes: number; readonly of: number } | null
  /** The latest answer of the engine; null before the first. */
  readonly progress: JobProgress | null
  /** Average events per second; null in the first moments. */
  readonly rate: number | null
  /** Why it is no longer followed, where the engine did not report its end. */
  readonly lost: string | null
}

export type ExportRequest = {
  readonly what: Exported
  readonly format: ExportFormat
  readonly redact: boolean
  readonly name: string
}

export type Transfers = ReturnType<typeof createTransfers>

const pollMs = 250
const retryMs = 1_000
/** Before this time an average is too inaccurate. */
const rateAfterMs = 400

/** Whether `transfer` has ended, or is lost. */
export function isOver({ progress, lost }: Transfer): boolean {
  return lost !== null || (progress !== null && progress.state !== 'working')
}

/** The transfers over `client`. `downloadFile` downloads a file from this host. */
export function createTransfers(client: Pick<Client, 'call'>, downloadFile: (path: string) => void) {
  const store = createStore<ReadonlyMap<number, Transfer>>(() => new Map())
  let sending: Promise<void> = Promise.resolve()
  /** The engine counts its jobs from 1. */
  let lastRefused = 0

  const put = (transfer: Transfer) => store.setState((map) => new Map(map).set(transfer.job, transfer), true)
  const change = (job: number, part: Partial<Transfer>) => {
    const known = store.getState().get(job)
    if (known !== undefined) put({ ...known, ...part })
  }

  async function follow(job: number): Promise<void> {
    for (;;) {
      const known = store.getState().get(job)
      if (known === undefined || isOver(known)) return
      try {
        const progress = await client.call('transcripts.progress', { job })
        const ms = Date.now() - known.since
        const rate = ms < rateAfterMs || progress.events === 0 ? null : (progress.events / ms) * 1_000
        change(job, { progress, rate })
        await pause(pollMs)
      } catch (thrown) {
        // An unknown job is lost; an engine that was not reached may come back.
        if (isCallError(thrown) && thrown.code === 'not-found') change(job, { lost: errorMessage(thrown) })
        else await pause(retryMs)
      }
    }
  }

  const begin = (job: number, part: Pick<Transfer, 'name' | 'redacts' | 'sent'>) =>
    put({ job, since: Date.now(), progress: null, rate: null, lost: null, ...part })

  const over = (job: number) => {
    const transfer = store.getState().get(job)
    return transfer === undefined || isOver(transfer)
  }

  async function send(job: number, file: File): Promise<void> {
    const onSent = (bytes: number) => change(job, { sent: { bytes, of: file.size } })
    const giveUp = async (lost: string) => {
      if (over(job)) return
      change(job, { lost })
      await client.call('transcripts.cancel', { job }).catch(() => {})
    }
    try {
      if (await sendFile(client, job, file, onSent, () => over(job))) return
      await giveUp(
        `${file.name} could not be read to its end: see whether it is still there, then import it again.`,
      )
    } catch (thrown) {
      await giveUp(errorMessage(thrown))
    }
  }

  return {
    store,
    /** Starts an export; resolves to its job, or null where the person chose no file. Rejects where it was refused. */
    exportAs: async ({ what, format, redact, name }: ExportRequest): Promise<number | null> => {
      const { job, download } = await client.call('transcripts.export', { what, format, redact })
      if (job === null) return null
      if (download !== null) downloadFile(download)
      begin(job, { name, redacts: redact, sent: null })
      void follow(job)
      return job
    },
    /** Starts the import of `file`; resolves to its job. `kind` is used for event streams only. Rejects where it was refused. */
    importFile: async (file: File, kind: string | null): Promise<number> => {
      const { name, size, lastModified: modifiedAt } = file
      const { job } = await client.call('transcripts.import', { name, size, modifiedAt, kind })
      begin(job, { name, redacts: null, sent: { bytes: 0, of: size } })
      // One after the other: two files at once would each take twice as long, and a hundred would all be asked about.
      sending = sending.then(() => {
        change(job, { since: Date.now() })
        void follow(job)
        return send(job, file)
      })
      return job
    },
    /** A file that was refused before its import began, and why, as an import that is over. Gives its place in the report. */
    refused: (name: string, why: string): number => {
      const job = --lastRefused
      begin(job, { name, redacts: null, sent: null })
      change(job, { lost: why })
      return job
    },
    /** Follows a job that the host has started. */
    watch: (job: number) => {
      if (store.getState().has(job)) return
      begin(job, { name: null, redacts: null, sent: null })
      void follow(job)
    },
    cancel: async (job: number): Promise<void> => {
      await client.call('transcripts.cancel', { job }).catch(() => {})
      // One that waits for its turn is not followed yet.
      if (store.getState().get(job)?.progress === null) void follow(job)
    },
    /** Removes those of `jobs` that have ended. */
    dismiss: (jobs: readonly number[]) => {
      const rest = new Map(store.getState())
      for (const job of jobs) if (over(job)) rest.delete(job)
      store.setState(rest, true)
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
