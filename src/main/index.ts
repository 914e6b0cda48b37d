// The entry: small, so that an error while the rest is loaded (a file that is missing, a package that is damaged) ends
// with a sentence. Electron itself would show a stack in a box and stay, without a window and with the instance's lock.
// Electron waits for this import before it is ready, so that what must be said earlier still is.

import { app, dialog } from 'electron'

try {
  await import('./host.ts')
} catch (thrown) {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  dialog.showErrorBox(
    'Runlight cannot start',
    `A part of it is missing or damaged: install it again. ${reason}`,
  )
  app.exit(1)
}
