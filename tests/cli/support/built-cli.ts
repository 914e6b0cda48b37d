// The terminal host as it is shipped: built by the project's own build configuration, with this one entry. A build is kept
// by what its sources are, so that the test files of one run share it, whichever comes first.

import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { loadConfigFromFile, MainConfigFactory, RendererConfigFactory } from 'electron-vite'
import { build, type InlineConfig } from 'vite'

const root = join(import.meta.dirname, '../../..')
const cache = join(root, 'node_modules/.cache/runlight')
const rooms = ['core', 'kinds', 'readers', 'engine', 'tap', 'telemetry', 'server', 'cli', 'demo']
const keepMs = 3_600_000

export type BuiltCli = {
  /** The script that Node runs. */
  readonly script: string
  /** A page with the bridge, where `serve` looks for the renderer; it shows what the bridge gives it and nothing else. */
  readonly rendererDir: string
}

/** Builds the terminal host and the bridge, or gives the build of these very sources. */
export async function builtCli(): Promise<BuiltCli> {
  const dir = join(cache, `cli-${fingerprint()}`)
  if (!existsSync(dir)) {
    forgetOldBuilds()
    mkdirSync(cache, { recursive: true })
    const fresh = mkdtempSync(join(cache, 'new-'))
    await buildInto(fresh)
    try {
      renameSync(fresh, dir)
    } catch (thrown) {
      // Another test file built the same at the same time.
      if (!existsSync(dir)) throw thrown
      rmSync(fresh, { recursive: true })
    }
  }
  return { script: join(dir, 'main/cli.js'), rendererDir: join(dir, 'renderer') }
}

async function buildInto(dir: string): Promise<void> {
  const env = { command: 'build', mode: 'production' } as const
  const { config } = await loadConfigFromFile(env, join(root, 'electron.vite.config.ts'), root, 'error', true)
  const { main, renderer } = config
  if (main === undefined || renderer === undefined) throw new Error('The build configuration lacks a part.')
  const inline = { configFile: false, logLevel: 'warn', mode: 'production' } as const

  const cli = only(main, { cli: join(root, 'src/cli/index.ts') }, join(dir, 'main'))
  await build((await new MainConfigFactory(cli, inline, { root }).build()) as InlineConfig)

  const page = join(import.meta.dirname, 'page/index.html')
  const bridge = only(
    renderer,
    { index: page, bridge: join(root, 'src/server/bridge/index.ts') },
    join(dir, 'renderer'),
  )
  const ownRoot = { ...bridge, root: join(import.meta.dirname, 'page'), plugins: [] }
  await build((await new RendererConfigFactory(ownRoot, inline, { root }).build()) as InlineConfig)
}

/** The part of the configuration, with `input` in place of its own entries, built into `outDir`. */
function only<C extends { build?: { rolldownOptions?: object } }>(
  part: C,
  input: Record<string, string>,
  outDir: string,
): C {
  const rolldownOptions = { ...part.build?.rolldownOptions, input }
  return { ...part, build: { ...part.build, rolldownOptions, outDir, emptyOutDir: false } }
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const own = [join(root, 'electron.vite.config.ts'), join(root, 'package.json'), import.meta.filename]
  const sources = [
    ...rooms.map((room) => join(root, 'src', room)),
    join(import.meta.dirname, 'page'),
  ].flatMap(filesIn)
  for (const file of [...own, ...sources.toSorted()]) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('fixtures'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function forgetOldBuilds(): void {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const old = join(cache, name)
    if (/^(cli|new)-/.test(name) && Date.now() - statSync(old).mtimeMs > keepMs)
      rmSync(old, { recursive: true })
  }
}
