// What each source file imports, read from the files themselves.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'

export type SourceFile = {
  /** From the root of the checkout, with forward slashes. */
  readonly path: string
  readonly lines: number
  /** Every module it names, as written: by import, export, dynamic import, type or glob; a style sheet's and a page's too. */
  readonly names: readonly string[]
  /** The files among `names`, from the root of the checkout; types count as much as values. */
  readonly files: readonly string[]
}

/** The files under `root` that match one of `globs`, in order of their paths. */
export function readSources(root: string, globs: readonly string[]): SourceFile[] {
  const paths = globSync([...globs], { cwd: root }).map(slashed)
  return paths.toSorted().map((path) => {
    const source = readFileSync(join(root, path), 'utf8')
    const names = namesIn(path, source)
    const files = names.flatMap((name) => {
      const file = fileOf(path, name)
      if (file?.includes('*')) return globSync(file, { cwd: root }).map(slashed).toSorted()
      return file !== null && existsSync(join(root, file)) ? [file] : []
    })
    return { path, lines: source.split('\n').length - 1, names, files }
  })
}

/** The path that a relative `name` in `path` means, without its query; null for a package. */
export function fileOf(path: string, name: string): string | null {
  if (!name.startsWith('.')) return null
  return slashed(relative('.', join(dirname(path), name.replace(/\?.*$/, ''))))
}

function namesIn(path: string, source: string): string[] {
  if (path.endsWith('.css')) return found(source, /@import\s+(?:url\()?['"]([^'"]+)/g)
  if (path.endsWith('.html')) return found(source, /\s(?:src|href)="([^"]+)"/g)
  const { module, program } = parseSync(path, source)
  const fixed = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map((one) =>
      source.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1),
    ),
  ]
  const types: string[] = []
  // Walking the whole tree costs more than parsing it.
  if (source.includes('import('))
    new Visitor({ TSImportType: (type) => types.push(type.source.value) }).visit(program)
  return [...fixed, ...types, ...found(source, /import\.meta\.glob(?:<[^(]*>)?\(\s*'([^']+)'/g)]
}

function found(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map(([, name = '']) => name)
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/')
}
