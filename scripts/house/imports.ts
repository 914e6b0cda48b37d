// What each source file imports, read from the files themselves.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

export type SourceFile = {
  /** From the root of the checkout, with forward slashes. */
  readonly path: string
  readonly lines: number
  /** Every module it names, as written: by import, export, dynamic import, a call that takes a module's type, or glob. */
  readonly names: readonly string[]
  /** The files among `names`, from the root of the checkout; types count as much as values. */
  readonly files: readonly string[]
}

/** The files under `root` that match one of `globs`, in order of their paths. */
export function readSources(root: string, globs: readonly string[]): SourceFile[] {
  const paths = globSync([...globs], { cwd: root }).map((path) => path.replaceAll('\\', '/'))
  return paths.toSorted().map((path) => {
    const source = readFileSync(join(root, path), 'utf8')
    const names = namesIn(path, source)
    const files = names.flatMap((name) => {
      const file = fileOf(path, name)
      return file !== null && existsSync(join(root, file)) ? [file] : []
    })
    return { path, lines: source.split('\n').length - 1, names, files }
  })
}

/** The path that a relative `name` in `path` means, without its query; null for a package. */
export function fileOf(path: string, name: string): string | null {
  if (!name.startsWith('.')) return null
  return relative('.', join(dirname(path), name.replace(/\?.*$/, ''))).replaceAll('\\', '/')
}

function namesIn(path: string, source: string): string[] {
  if (path.endsWith('.css'))
    return [...source.matchAll(/@import\s+(?:url\()?['"]([^'"]+)/g)].map((match) => match[1] ?? '')
  const { module } = parseSync(path, source)
  const fixed = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map((one) =>
      source.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1),
    ),
  ]
  const globs = source.matchAll(/import\.meta\.glob(?:<[^(]*>)?\(\s*'([^']+)'/g)
  return [...fixed, ...[...globs].map((match) => match[1] ?? '')]
}
