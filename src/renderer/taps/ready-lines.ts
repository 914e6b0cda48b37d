// What a person copies to send an application's requests through a tap: variables of its environment, a curl command, a
// location of nginx, an entry of Vite's proxy. Pure.

import { addressHere } from '../../core/basics/listen-address.ts'
import { shellQuote } from '../../core/basics/shell-quote.ts'

type EnvLine = { readonly name: string; readonly value: string }

export type ReadyLines = {
  /** Those that the server's address suggests first. */
  readonly env: readonly EnvLine[]
  readonly curl: string
  readonly nginx: string
  readonly vite: string
}

/** The lines for the tap at `url`, which stands for the server whose base URL is `to`. */
export function readyLines(url: string, to: string): ReadyLines {
  const here = addressHere(url)
  const { origin, pathname } = new URL(here)
  return {
    env: envLines(here, to),
    curl: `curl -N ${shellQuote(`${here}/`)}`,
    nginx: nginxLocation(origin, pathname),
    vite: viteProxy(origin, pathname),
  }
}

/**
 * OpenAI's libraries end their base URL with the version, Anthropic's add it themselves. A server whose base URL ends with a
 * version can therefore not be given to the latter.
 */
function envLines(url: string, to: string): readonly EnvLine[] {
  const isVersioned = /\/v\d+\w*\/?$/.test(new URL(to).pathname)
  const openAi = { name: 'OPENAI_BASE_URL', value: isVersioned ? url : `${url}/v1` }
  const anthropic = { name: 'ANTHROPIC_BASE_URL', value: url }
  const plain = { name: 'BASE_URL', value: url }
  if (isVersioned) return [openAi, plain]
  const libraries = [openAi, anthropic]
  const suggested = libraries.filter(({ name }) => to.toLowerCase().includes(vendorOf(name)))
  return [...suggested, plain, ...libraries.filter((one) => !suggested.includes(one))]
}

function vendorOf(name: string): string {
  return name.slice(0, name.indexOf('_')).toLowerCase()
}

/**
 * As it must be for streams: nothing is held back, and silence is no reason to cut. The tap answers only to its own address in
 * `Host`, which `$proxy_host` is whatever the block around says; cookies are led back to the path in front.
 */
function nginxLocation(origin: string, path: string): string {
  return [
    'location /api/ {',
    `    proxy_pass ${origin}${path}/;`,
    '    proxy_http_version 1.1;',
    '    proxy_set_header Host $proxy_host;',
    '    proxy_set_header Connection "";',
    '    proxy_buffering off;',
    '    proxy_request_buffering off;',
    '    proxy_read_timeout 1h;',
    `    proxy_cookie_path ~^${path.replaceAll('.', '\\.')}(.*)$ /api$1;`,
    '}',
  ].join('\n')
}

function viteProxy(origin: string, path: string): string {
  return [
    'server: {',
    '  proxy: {',
    "    '/api/': {",
    `      target: '${origin}',`,
    '      changeOrigin: true,',
    `      rewrite: (path) => path.replace(/^\\/api/, '${path}'),`,
    "      cookiePathRewrite: '/api/',",
    '    },',
    '  },',
    '},',
  ].join('\n')
}
