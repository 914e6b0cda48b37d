// The desktop specs: on Electron where its runtime is installed, else on the stand-in, which is said at the end.

import { join } from 'node:path'
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test'
import type { DesktopOptions } from '../support/electron/desktop.ts'

// Every host that a spec starts validates its engine's answers.
process.env.RUNLIGHT_CHECK_ANSWERS = '1'
// Which places were judged in this run: workers inherit the name and read this file as well.
process.env.RUNLIGHT_JUDGED ??= join(import.meta.dirname, '../../test-results/judged', `${Date.now()}`)

export const desktopSettings: PlaywrightTestConfig<DesktopOptions> = {
  testDir: '.',
  testMatch: 'desktop*.spec.ts',
  outputDir: '../../test-results/desktop',
  workers: 1,
  // A test that passes at its second try has failed. Machines stall for seconds, so waits are long instead.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['../support/electron/reporter.ts']],
}

// biome-ignore lint/style/noDefaultExport: the runner takes a configuration by its default export
export default defineConfig<DesktopOptions>({
  ...desktopSettings,
  projects: [{ name: 'desktop', use: { needs: 'any' } }],
})
