// Loads the app's main script as Electron's own `init.ts` does: the app is ready once the script and all that it awaits at
// its top have run, and an error in it that nobody hears stops the process with a box.

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appCodeLoaded } from './main-app.ts'
import { serve } from './main-link.ts'
import { dialog } from './main-system.ts'

serve('evaluate', async (source, arg) => {
  const electron = await import('./module.ts')
  const run: (module: unknown, given: unknown) => unknown = new Function(`return (${source})`)()
  return run(electron, arg)
})

// The script stands first on the command line, as the app's folder does on Electron's.
process.argv.splice(1, 1)
try {
  await import(pathToFileURL(resolve(process.argv[1] ?? '')).href)
} catch (thrown) {
  if (process.listenerCount('uncaughtException') === 0)
    dialog.showErrorBox('A JavaScript error occurred in the main process', String(thrown))
  else process.emit('uncaughtException', thrown as Error)
}
appCodeLoaded()
