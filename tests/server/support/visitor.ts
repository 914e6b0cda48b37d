// A browser without a window: it keeps cookies by host, follows nothing by itself, and sends what it is told. Cookies of one
// host go to all of its ports, as browsers have it.

import { request as plain } from 'node:http'
import { request as encrypted } from 'node:https'

type Answered = {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly setCookies: readonly string[]
  readonly body: string
  readonly location: string
}

type Asked = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type TestVisitor = {
  readonly cookies: Map<string, string>
  readonly ask: (url: string, asked?: Asked) => Promise<Answered>
  /** Sends a form from a page of `url`'s own origin. */
  readonly send: (
    url: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answered>
  /** Follows redirects, at most ten, until there is none or `until` is led to, which is not asked. */
  readonly follow: (
    url: string,
    until?: (url: string) => boolean,
  ) => Promise<Answered & { readonly url: string }>
}

export function createVisitor(ca: string): TestVisitor {
  const cookies = new Map<string, string>()
  const ask = (url: string, { method = 'GET', headers = {}, body }: Asked = {}) =>
    new Promise<Answered>((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const send = url.startsWith('https:') ? encrypted : plain
      const request = send(
        url,
        {
          method,
          ca,
          servername: '',
          headers: { ...(cookie === '' ? {} : { cookie }), connection: 'close', ...headers },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (part: string) => {
            text += part
          })
          response.on('end', () => {
            const setCookies = response.headers['set-cookie'] ?? []
            for (const line of setCookies) {
              const [pair = ''] = line.split(';')
              const at = pair.indexOf('=')
              const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
              if (value === '' || /Max-Age=0|expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name)
              else cookies.set(name, value)
            }
            resolve({
              status: response.statusCode ?? 0,
              headers: new Map(
                Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
              ),
              setCookies,
              body: text,
              location: String(response.headers.location ?? ''),
            })
          })
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  return {
    cookies,
    ask,
    send: (url, fields, headers = {}) =>
      ask(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(url).origin,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        body: new URLSearchParams(fields).toString(),
      }),
    follow: async (url, until = () => false) => {
      let at = url
      for (let step = 0; step < 10; step++) {
        const answered = await ask(at)
        if (answered.location === '') return { ...answered, url: at }
        at = new URL(answered.location, at).href
        if (until(at)) return { ...answered, url: at }
      }
      throw new Error(`led on and on: ${at}`)
    },
  }
}

/** Signs `name` in at the service's own pages, from where the hub led; gives where the service leads back to. */
export async function passService(
  visitor: TestVisitor,
  begun: string,
  name: string,
  isBack: (url: string) => boolean,
): Promise<string> {
  let { url, body } = await visitor.follow(begun, isBack)
  for (let step = 0; step < 4 && !isBack(url); step++) {
    const action = new URL(/<form[^>]*action="([^"]+)"/.exec(body)?.[1] ?? '', url).href
    const prompt = /name="prompt" value="(\w+)"/.exec(body)?.[1] ?? ''
    const sent = await visitor.send(action, { prompt, login: name, password: 'any' })
    ;({ url, body } = await visitor.follow(new URL(sent.location, url).href, isBack))
  }
  return url
}
