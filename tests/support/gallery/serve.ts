// Builds the gallery and serves it: an index at `/` and the scenes at `/scene.html?scene=…`. Scenes get the very headers of
// the desktop host, so that the content security policy is the one that the window lives under; the index may frame them.

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { sharedByParts } from '../../../scripts/chunks/shared-by-parts.ts'
import { licencesModule } from '../../../scripts/licences/plugin.ts'
import { securityHeaders } from '../../../src/main/page/security-headers.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Builds both pages into `outDir`. */
export async function buildGallery(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    plugins: [react(), tailwindcss(), licencesModule(join(import.meta.dirname, '../../..'))],
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4_000,
      rollupOptions: {
        // What keeps zod from making code stands beside zod, so that it is there before the first schema of any chunk.
        output: {
          codeSplitting: {
            groups: [{ name: 'zod', test: /node_modules[\\/]zod|no-eval/, priority: 1 }, sharedByParts],
          },
        },
        input: ['index', 'scene'].map((page) => join(import.meta.dirname, `${page}.html`)),
      },
    },
  })
}

const policy = 'content-security-policy'
const indexHeaders = {
  ...securityHeaders,
  [policy]: securityHeaders[policy]?.replace("frame-src 'none'", "frame-src 'self'"),
}

export type Served = { readonly url: string; readonly stop: () => void }

/** Serves `dir` on a free port of this machine, to this machine alone. */
export async function serveGallery(dir: string): Promise<Served> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = normalize(pathname === '/' ? '/index.html' : pathname)
    try {
      const body = await readFile(join(dir, file))
      response.writeHead(200, {
        ...(file === '/index.html' ? indexHeaders : securityHeaders),
        'content-type': types[extname(file)] ?? 'application/octet-stream',
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () => {
    server.close()
    // A browser keeps its connections open.
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}
