// Real nginx and haproxy in front of a test's server, each with a configuration of its own in a folder of its own. Where
// the program is not installed, the tests that need it are skipped, and the package that has it is named.

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export type Proxy = { readonly url: string; readonly close: () => Promise<void> }

type Program = 'nginx' | 'haproxy'

/** The program's path; null, and a line that says so, where it is not installed. */
export function findProgram(name: Program): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin']
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
  if (found === null)
    process.stdout.write(`Tests with ${name}: skipped, it is not installed (the package ${name} has it).\n`)
  return found
}

/** nginx before `backend`, with these directives for every path; `servers` are more `server` blocks. */
export async function startNginx(
  path: string,
  backend: string,
  directives: string,
  servers: (port: number) => string = () => '',
): Promise<Proxy> {
  const [port, inner] = [await freePort(), await freePort()]
  const dir = mkdtempSync(join(tmpdir(), 'runlight-nginx-'))
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((one) => `${one}_temp_path ${dir}/${one};`)
    .join(' ')
  const target = servers(inner) === '' ? backend : `http://127.0.0.1:${inner}`
  writeFileSync(
    join(dir, 'nginx.conf'),
    `daemon off; master_process off; pid ${dir}/pid; error_log ${dir}/error.log; events {}
     http {
       access_log off; ${folders}
       server { listen 127.0.0.1:${port}; location / { proxy_pass ${target}; ${directives} } }
       ${servers(inner)}
     }`,
  )
  return run(dir, port, path, ['-p', dir, '-e', `${dir}/error.log`, '-c', join(dir, 'nginx.conf')])
}

/** haproxy before `backend`, with these lines in its defaults. */
export async function startHaproxy(path: string, backend: string, defaults: string): Promise<Proxy> {
  const port = await freePort()
  const dir = mkdtempSync(join(tmpdir(), 'runlight-haproxy-'))
  writeFileSync(
    join(dir, 'haproxy.cfg'),
    `defaults
  mode http
  timeout connect 5s
  timeout client 60s
${defaults}
frontend in
  bind 127.0.0.1:${port}
  default_backend out
backend out
  server one ${new URL(backend).host}
`,
  )
  return run(dir, port, path, ['-db', '-f', join(dir, 'haproxy.cfg')])
}

async function run(dir: string, port: number, path: string, args: readonly string[]): Promise<Proxy> {
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  await listening(port, child, () => said)
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function listening(port: number, child: ChildProcess, said: () => string): Promise<void> {
  const end = Date.now() + 15_000
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The proxy did not start: ${said()}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`The proxy does not listen: ${said()}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
