// Why the desktop window did not come up, and what to do, from how its process ended and from Chromium's own words: those are
// for people who build Chromium.

import { posix } from 'node:path'

/** What Chromium says where the system lets it make no sandbox: `zygote_host_impl_linux.cc`, `setuid_sandbox_host.cc`. */
const noSandbox = /No usable sandbox!|The SUID sandbox helper binary (?:was found, but|is missing)/

/** A reason that ends without a full stop. `path` is the runtime's program, `said` the beginning of its stderr. */
export function whyNoWindow(path: string, code: number, said: string): string {
  if (said.includes('Running as root without --no-sandbox'))
    return 'root has no sandbox for the window: start it as an ordinary user'
  if (noSandbox.test(said)) {
    const helper = posix.join(posix.dirname(path), 'chrome-sandbox')
    return `this system lets the window make no sandbox (Ubuntu 23.10 and later do so). To allow it: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
  }
  return `the desktop window ended at once with code ${code}`
}
