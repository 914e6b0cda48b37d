// The file of credentials, each encrypted by the system's key store, with that store's name beside it. It knows nothing
// of encryption: it keeps blobs. What it cannot read it puts aside and never deletes.

import { readFile, rename } from 'node:fs/promises'
import { asText, field, isJsonObject, parseJsonObject } from '../../core/basics/json.ts'
import { writeAtomically } from '../files/atomic-file.ts'

/** `backend` names the key store that made `blob`, which is base64. */
type Sealed = { readonly backend: string; readonly blob: string }

export type SecretFile = {
  readonly get: (ref: string) => Sealed | null
  /** Sets or, with null, removes. Rejects with the system's error where the file cannot be written. */
  readonly set: (ref: string, sealed: Sealed | null) => Promise<void>
}

const format = 1

/** Reads the file at `path`; one that is no file of ours is put aside when the first credential is stored. */
export async function openSecretFile(path: string): Promise<SecretFile> {
  const read = await readSealed(path)
  const entries = new Map(read ?? [])
  let unreadable = read === null
  let writing = Promise.resolve()

  const write = async () => {
    if (unreadable) await rename(path, `${path}.unreadable-${new Date().toISOString().replaceAll(':', '')}`)
    unreadable = false
    await writeAtomically(path, JSON.stringify({ format, secrets: Object.fromEntries(entries) }))
  }

  return {
    get: (ref) => entries.get(ref) ?? null,
    set: (ref, sealed) => {
      const before = entries.get(ref)
      if (sealed === null && before === undefined) return writing
      if (sealed === null) entries.delete(ref)
      else entries.set(ref, sealed)
      const written = writing.then(write)
      writing = written.catch(() => {})
      return written
    },
  }
}

/** The entries of the file, none where there is no file, null where it cannot be read. */
async function readSealed(path: string): Promise<[string, Sealed][] | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (thrown) {
    return isMissing(thrown) ? [] : null
  }
  const kept = parseJsonObject(text)
  const secrets = kept !== null && field(kept, 'format') === format ? field(kept, 'secrets') : null
  return isJsonObject(secrets) ? Object.entries(secrets).flatMap(entryOf) : null
}

function entryOf([ref, value]: [string, unknown]): [string, Sealed][] {
  if (!isJsonObject(value)) return []
  const backend = asText(field(value, 'backend'))
  const blob = asText(field(value, 'blob'))
  return backend === null || blob === null ? [] : [[ref, { backend, blob }]]
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
}
