// The files of a certificate where no notification tells of them: as on another computer's disk, or where the system watches no
// more folders.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { followPair } from '../../src/server/access/tls.ts'
import { makeCertificates } from '../support/certificates.ts'

const certificates = makeCertificates()

test.skipIf(certificates === null)('a folder that cannot be watched is looked at every minute', () => {
  if (certificates === null) return
  vi.useFakeTimers()
  const folder = mkdtempSync(join(tmpdir(), 'runlight-tls-'))
  const inIt = join(folder, 'tls')
  const { sound, elsewhere } = certificates
  const shown = { cert: Buffer.from(sound.cert), key: Buffer.from(sound.key) }
  const told: string[] = []
  const stop = followPair(
    { cert: join(inIt, 'cert.pem'), key: join(inIt, 'key.pem') },
    shown,
    ({ cert }) => told.push(String(cert)),
    (thrown) => told.push(String(thrown)),
  )
  onTestFinished(() => {
    stop()
    vi.useRealTimers()
    rmSync(folder, { recursive: true, force: true })
  })
  vi.advanceTimersByTime(120_000)
  expect(told).toEqual([expect.stringContaining('cannot be read')])
  mkdirSync(inIt)
  writeFileSync(join(inIt, 'cert.pem'), elsewhere.cert)
  writeFileSync(join(inIt, 'key.pem'), elsewhere.key)
  vi.advanceTimersByTime(120_000)
  expect(told.slice(1)).toEqual([elsewhere.cert])
})
