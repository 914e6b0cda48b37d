// The bridge between the page and the engine: what the page gets, whom the door refuses, and that every answer is data.

import { readFileSync } from 'node:fs'
import { type DesktopApp, expect, test } from '../support/electron/desktop.ts'

async function openedWelcome(app: DesktopApp): Promise<DesktopApp> {
  await expect(app.page.getByRole('button', { name: 'Add run' })).toBeVisible()
  return app
}

test('the preload is one small file that needs nothing but Electron', ({ desktop }) => {
  const text = readFileSync(desktop.preload, 'utf8')
  expect([...text.matchAll(/require\("([^"]*)"\)/g)].map(([, name]) => name)).toEqual(['electron'])
  expect(text.length).toBeLessThan(5_000)
})

test('the page has two functions of the app and nothing of Node or Electron', async ({ desktop }) => {
  const { page } = await openedWelcome(await desktop.launch())
  const found = await page.evaluate(() => {
    const { runlight, ...others } = window as unknown as Record<string, Record<string, unknown>>
    const names = ['require', 'process', 'module', 'exports', 'global', 'Buffer', 'electron', 'ipcRenderer']
    return {
      bridge: Object.entries(runlight ?? {}).map(([name, value]) => `${name}: ${typeof value}`),
      frozen: Object.isFrozen(runlight),
      leaked: names.filter((name) => name in others || name in globalThis),
    }
  })
  expect(found).toEqual({ bridge: ['call: function', 'onChanges: function'], frozen: true, leaked: [] })
})

test('calls are answered with data, whatever is sent', async ({ desktop }) => {
  const { page } = await openedWelcome(await desktop.launch())
  const outcomes = await page.evaluate(async () => {
    const { runlight } = window as unknown as { runlight: { call: (...args: unknown[]) => Promise<unknown> } }
    const settle = async (...args: unknown[]) => {
      try {
        const answer = (await runlight.call(...args)) as { error?: { code: string } }
        return answer.error?.code ?? 'ok'
      } catch (error) {
        return String(error).replace(/^.*?(An object could not be cloned|A call’s name).*$/s, '$1')
      }
    }
    return [
      await settle('settings.get', {}),
      await settle('__proto__', {}),
      await settle('app.nothing', {}),
      await settle('settings.get', { extra: true }),
      await settle('settings.set', { theme: 'purple' }),
      await settle('settings.get', null),
      await settle('settings.get', {}, 'more'),
      await settle(['settings.get'], {}),
      await settle('settings.get', new WeakMap()),
    ]
  })
  expect(outcomes).toEqual([
    'ok',
    'unknown-call',
    'unknown-call',
    'bad-input',
    'bad-input',
    'bad-input',
    'ok',
    'A call’s name',
    'An object could not be cloned',
  ])
})

test('a foreign page in the very same window gets no answer', async ({ desktop }) => {
  const app = await openedWelcome(await desktop.launch())
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,<h1>Elsewhere</h1>'),
  )
  await expect(app.page.getByRole('heading', { name: 'Elsewhere' })).toBeVisible()
  await expect(app.call('app.info', {})).rejects.toThrow('Only the window of Runlight may ask its engine.')
})

const refused = {
  ok: false,
  error: { code: 'not-allowed', message: 'Only the window of Runlight may ask its engine.', detail: null },
}

/** Opens another window with the app's own preload, in frames too, and asks the engine from wherever there is a bridge. */
function askFromElsewhere({ evaluate }: DesktopApp, url: string, preload: string) {
  return evaluate(
    async ({ BrowserWindow }, given) => {
      const other = new BrowserWindow({
        webPreferences: { preload: given.preload, nodeIntegrationInSubFrames: true },
      })
      await other.loadURL(given.url)
      const ask = 'window.runlight?.call("app.info", {}) ?? "no bridge"'
      return Promise.all(other.webContents.mainFrame.framesInSubtree.map((one) => one.executeJavaScript(ask)))
    },
    { url, preload },
  )
}

test('another window is refused, even with the app’s own page and preload', async ({ desktop }) => {
  const app = await openedWelcome(await desktop.launch())
  expect(await askFromElsewhere(app, 'app://runlight/', desktop.preload)).toEqual([refused])
})

test('frames of another window are refused, even the app’s own page, and empty ones have no bridge', async ({
  desktop,
}) => {
  const app = await openedWelcome(await desktop.launch())
  // The app's page by its address within a page, which is the stand-in's own there.
  const url = `data:text/html,<iframe src="${app.page.url()}"></iframe><iframe></iframe>`
  expect(await askFromElsewhere(app, url, desktop.preload)).toEqual([refused, refused, 'no bridge'])
})

test('a frame in the app’s page has no bridge of its own', async ({ desktop }) => {
  const { page } = await openedWelcome(await desktop.launch())
  const type = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    return typeof (frame.contentWindow as unknown as { runlight?: unknown }).runlight
  })
  expect(type).toBe('undefined')
})
