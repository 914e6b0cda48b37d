// Cookies of the server as ones of the gate, which speaks plain HTTP: RFC 6265bis. `Domain` is dropped, `Path` is moved under
// the target's segment, and `Secure` goes, with what asks for it. Names with the prefixes `__Secure-` and `__Host-` keep
// `Secure`, since they are refused without it: browsers take them from the loopback, other clients may not.

import type { Sides } from './addresses.ts'

const prefixed = /^\s*__(secure|host)-/i

/** The value of a `Set-Cookie` header. */
export function cookieToGate(value: string, sides: Sides): string {
  const [pair = '', ...attributes] = value.split(';')
  const isPrefixed = prefixed.test(pair)
  const kept = attributes.flatMap((attribute) => {
    const [name = '', ...rest] = attribute.split('=')
    const content = rest.join('=').trim()
    switch (name.trim().toLowerCase()) {
      case 'domain':
        return []
      case 'path':
        return [` Path=${pathToGate(content, sides, isPrefixed)}`]
      case 'secure':
      case 'partitioned':
        return isPrefixed ? [attribute] : []
      case 'samesite':
        return content.toLowerCase() === 'none' && !isPrefixed ? [] : [attribute]
      default:
        return [attribute]
    }
  })
  return [pair, ...kept].join(';')
}

/** A path outside of the base path is one that requests to it never match, and so it must stay under the segment too. */
function pathToGate(path: string, { serverPath, gatePath }: Sides, isPrefixed: boolean): string {
  if (isPrefixed || !path.startsWith('/')) return path
  // A path that ends with a slash does not match the segment alone.
  if (path === '/' && serverPath === '') return gatePath || '/'
  if (path === serverPath || path.startsWith(`${serverPath}/`))
    return `${gatePath}${path.slice(serverPath.length)}` || '/'
  if (serverPath === path || serverPath.startsWith(path.endsWith('/') ? path : `${path}/`))
    return gatePath === '' ? '/' : gatePath
  return `${gatePath}${path}`
}
