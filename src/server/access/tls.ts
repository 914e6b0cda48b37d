// The certificate that a hub shows. It is read again when its files change, and when the host is told to: certificates are
// renewed every few weeks, and no page is to be cut for it.

import { X509Certificate } from 'node:crypto'
import { type FSWatcher, readFileSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import { createSecureContext } from 'node:tls'
import { RunlightError } from '../../core/basics/errors.ts'

export type TlsFiles = { readonly cert: string; readonly key: string }
export type Pair = { readonly cert: Buffer; readonly key: Buffer }

export type Certificates = {
  readonly pair: Pair
  /** Until when the certificate is good, epoch ms. */
  readonly until: number
}

/** A renewal writes two files, one after the other. */
const settledMs = 500

/** Reads a certificate with its key. Throws `bad-input` with what is wrong; the key itself is in no message. */
export function readCertificates({ cert, key }: TlsFiles): Certificates {
  const pair = { cert: read(cert, '--tls-cert'), key: read(key, '--tls-key') }
  try {
    createSecureContext(pair)
    const certificate = new X509Certificate(pair.cert)
    return { pair, until: certificate.validToDate.getTime() }
  } catch {
    throw new RunlightError(
      'bad-input',
      `The certificate in ${cert} and the key in ${key} do not belong together, or are no PEM: nothing was changed.`,
    )
  }
}

/** Calls `changed` after either file was written or replaced. Folders are watched: renewals put new files in the old ones’ place. */
export function watchFiles({ cert, key }: TlsFiles, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(changed, settledMs)
    timer.unref()
  }
  const watchers = [...new Set([dirname(cert), dirname(key)])].map((folder): FSWatcher => {
    const watcher = watch(folder, { persistent: false }, soon)
    watcher.on('error', () => watcher.close())
    return watcher
  })
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

function read(path: string, option: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new RunlightError('bad-input', `${option}: the file ${path} cannot be read.`)
  }
}
