// Certificates for tests, made by the openssl program on the spot: one that is sound, one that has expired, one for
// another name. All are signed by themselves, so that each is also its own authority.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Certificate = { readonly key: string; readonly cert: string }
export type Certificates = Readonly<Record<'sound' | 'expired' | 'elsewhere', Certificate>>

/** Null, and a line that says so, where openssl is not installed. */
export function makeCertificates(): Certificates | null {
  if (spawnSync('openssl', ['version']).status !== 0) {
    process.stdout.write('Tests with TLS: skipped, openssl is not installed (the package openssl has it).\n')
    return null
  }
  // A backslash in openssl's configuration would be an escape.
  const dir = mkdtempSync(join(tmpdir(), 'runlight-tls-')).replaceAll('\\', '/')
  try {
    return {
      sound: make(dir, 'IP:127.0.0.1', '20200101000000Z', '20991231235959Z'),
      expired: make(dir, 'IP:127.0.0.1', '20200101000000Z', '20210101000000Z'),
      elsewhere: make(dir, 'DNS:elsewhere.example', '20200101000000Z', '20991231235959Z'),
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function make(dir: string, names: string, from: string, until: string): Certificate {
  const at = (name: string) => `${dir}/${name}`
  writeFileSync(
    at('ca.cnf'),
    `[ca]\ndefault_ca = one\n[one]\ndatabase = ${at('index')}\nnew_certs_dir = ${dir}\nserial = ${at('serial')}
default_md = sha256\npolicy = any\nx509_extensions = of\nunique_subject = no\n[any]\ncommonName = supplied
[of]\nsubjectAltName = ${names}\nbasicConstraints = critical,CA:true\n`,
  )
  writeFileSync(at('index'), '')
  writeFileSync(at('serial'), '01')
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(['req', '-new', ...curve, '-subj', '/CN=test', '-keyout', at('key'), '-out', at('csr')])
  openssl([
    ...['ca', '-batch', '-selfsign', '-notext', '-config', at('ca.cnf'), '-keyfile', at('key')],
    ...['-in', at('csr'), '-out', at('cert'), '-startdate', from, '-enddate', until],
  ])
  return { key: readFileSync(at('key'), 'utf8'), cert: readFileSync(at('cert'), 'utf8') }
}

function openssl(args: readonly string[]): void {
  const done = spawnSync('openssl', args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`openssl ${args[0]}: ${done.stderr}`)
}
