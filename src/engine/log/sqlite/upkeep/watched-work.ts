// The long work of a maintenance reader for whoever waits for it: told how far it is, ended by its signal.

import type { Finding, Restored } from '../../../../core/storage/storage.ts'
import { cancelled } from '../../../base/cancelled.ts'
import type { Remote } from '../../../threads/start.ts'
import type { FileWatch } from '../../log-upkeep.ts'
import { damagedBackup } from '../backup/restore.ts'
import type { MaintenanceReader } from './maintenance-reader.ts'

/** A maintenance reader, on a thread of its own or in this one. */
export type MaintenanceApi = Remote<MaintenanceReader>

/** Gives `act` a reader of the log, or of `backup` where that is given, for as long as it takes. */
export type WithMaintenance = <T>(
  backup: string | null,
  act: (reader: MaintenanceApi) => Promise<T>,
) => Promise<T>

const tellMs = 200

/** Checks everything, step by step. */
export async function checkAll(
  reader: MaintenanceApi,
  { told, signal }: FileWatch,
): Promise<readonly Finding[]> {
  for (let at = await reader.nextStep(); at.name !== null; ) {
    told({ part: at.name, done: at.step - 1, total: at.steps })
    at = await unlessAborted(signal, reader.runStep())
  }
  return reader.findings()
}

/** Copies what `reader` reads to `file`, as its `copy` does. */
export async function copyAll(
  reader: MaintenanceApi,
  file: string,
  restored: Restored | null,
  { told, signal }: FileWatch,
): Promise<void> {
  const copying = reader.copy(file, restored)
  const end = () => void reader.cancelCopy().catch(() => {})
  const tell = async () => {
    const copied = await reader.copied()
    if (copied !== null) told({ part: null, ...copied })
  }
  const tellSoon = () => void tell().catch(() => {})
  signal.addEventListener('abort', end, { once: true })
  const timer = setInterval(tellSoon, tellMs)
  tellSoon()
  if (signal.aborted) end()
  try {
    await copying
  } finally {
    clearInterval(timer)
    signal.removeEventListener('abort', end)
  }
}

/** Checks the backup `file` that `reader` reads, and copies it to `staged`. Throws where a page of it does not hold together. */
export async function stageBackup(
  reader: MaintenanceApi,
  file: string,
  staged: string,
  restored: Restored,
  watch: FileWatch,
): Promise<void> {
  const findings = await checkAll(reader, watch)
  if (findings.some(({ ok }) => !ok)) throw damagedBackup(file)
  await copyAll(reader, staged, restored, watch)
}

/** `answer`, unless the signal ends it first: nobody waits for a step that cannot be ended. */
function unlessAborted<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  const ended = Promise.withResolvers<never>()
  const end = () => ended.reject(cancelled())
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
  return Promise.race([answer, ended.promise]).finally(() => signal.removeEventListener('abort', end))
}
