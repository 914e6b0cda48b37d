// Chromium's sandbox for everything, whatever an option of a window says. Electron's call takes `--no-sandbox` back, and
// would leave those without any window who need it: root has no sandbox.

import type { App } from 'electron'

/** Before the app is ready. `say` is told where the person has switched the sandbox off. */
export function enterSandbox(
  app: Pick<App, 'commandLine' | 'enableSandbox'>,
  say: (sentence: string) => void,
): void {
  if (app.commandLine.hasSwitch('no-sandbox'))
    say('Runlight was started with --no-sandbox: its window runs without Chromium’s sandbox.')
  else app.enableSandbox()
}
