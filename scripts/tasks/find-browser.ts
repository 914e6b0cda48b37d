// A Chromium for the end-to-end tests: the system's, or Playwright's own, or one that is fetched now. Where none can be
// had, the command that gets one is named.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const places = [
  process.env.RUNLIGHT_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of a browser, fetched if need be; null where none could be had, which is said with the remedy. */
export function findBrowser(): string | null {
  const there = installed()
  if (there !== null) return there
  process.stderr.write('Fetching a browser for the end-to-end tests (once).\n')
  run('playwright', ['install', 'chromium'])
  if (installed() === null && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-core', 'fonts-noto-color-emoji'])
  }
  const fetched = installed()
  if (fetched === null) {
    process.stderr.write(
      'No browser could be fetched. Install one with “npx playwright install chromium”, on Debian with “sudo apt-get install chromium”, or name one in RUNLIGHT_CHROMIUM.\n',
    )
  }
  return fetched
}

function installed(): string | null {
  return places.find((place) => place !== '' && existsSync(place)) ?? own()
}

function own(): string | null {
  const path = chromium.executablePath()
  return existsSync(path) ? path : null
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 600_000, shell: process.platform === 'win32' })
}
