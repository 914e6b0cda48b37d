// The 66 faults that Runlight is made to survive, each with its proof: tests by file and title, or a heading of
// docs/reliability.md where the argument stands that no test on one machine can replace.

export type Proof = { readonly file: string; readonly title: string } | { readonly argued: string }

export type Fault = { readonly number: number; readonly fault: string; readonly proofs: readonly Proof[] }

const at =
  (file: string) =>
  (title: string): Proof => ({ file, title })
const answers = at('tests/faults/answers.test.ts')
const connecting = at('tests/faults/connecting.test.ts')
const data = at('tests/faults/data.test.ts')
const parsing = at('tests/faults/parsing.test.ts')
const proxies = at('tests/faults/proxies.test.ts')
const redirects = at('tests/faults/redirects.test.ts')
const resume = at('tests/faults/resume.test.ts')
const silence = at('tests/faults/silence.test.ts')
const size = at('tests/faults/size.test.ts')
const storms = at('tests/faults/storms.test.ts')
const storage = at('tests/faults/storage.test.ts')
const tls = at('tests/faults/tls.test.ts')

const list: readonly (readonly [fault: string, ...proofs: Proof[]])[] = [
  ['a server accepts TCP and sends nothing', connecting('1: ')],
  ['headers trickle and never end', connecting('2: ')],
  ['a header block of more than 16 KiB', connecting('3: ')],
  ['half-open TCP: the peer is gone without a word', silence('4: ')],
  ['a proxy cuts idle streams', proxies('5: nginx: '), proxies('5: haproxy: ')],
  ['the body trickles', silence('6: ')],
  ['502 of a proxy, as HTML', proxies('7: nginx’s 502 page'), proxies('7: haproxy’s 503 page')],
  ['200 with JSON', answers('8: ')],
  ['200 with HTML: a login page', answers('9: ')],
  ['the right type without SSE fields', answers('10: ')],
  ['an empty body, closed at once, repeatedly', answers('11: ')],
  ['204', answers('12: ')],
  ['redirects of the same origin', redirects('13: ')],
  ['a redirect to another origin', redirects('14: ')],
  [
    'a redirect loop, too many, no target',
    redirects('15: redirects that lead nowhere'),
    redirects('15: a redirect whose'),
  ],
  ['a redirect to http:, file: or data:', redirects('16: '), tls('16: ')],
  ['400, 404, 405, 410', answers('17: ')],
  ['401 or 403 at the beginning', answers('18: ')],
  ['a token expires in the middle', answers('19: ')],
  ['429 or 503 with Retry-After', answers('20: ')],
  ['408, 425, 500, 502, 503, 504', answers('21: ')],
  ['a name is not found, later it is', connecting('22: ')],
  ['a refused connection, a reset in the body', connecting('23: ')],
  ['a certificate that is not to be trusted', tls('24: a certificate'), tls('24: the same certificate')],
  ['gzip, flushed per event', proxies('25: a stream packed by nginx'), proxies('25: the sample')],
  ['a gzip bomb, many content codings', size('26: a gzip bomb'), size('26: 64 MiB unpacked')],
  ['a single line of 100 MB', size('27: ')],
  ['data lines without a blank line for ever', size('28: ')],
  ['10,000 events in one chunk', size('29: ')],
  [
    '2,000 events a second over 50 streams',
    at('tests/durability/soak.test.ts')('30: '),
    storms('a disk that is slower than the streams'),
  ],
  ['CR, LF and CRLF mixed, split anywhere', parsing('31: ')],
  ['BOM, double BOM, split BOM', parsing('32: ')],
  ['invalid UTF-8', parsing('33: ')],
  ['NUL in data and id', parsing('34: ')],
  ['an id that no header can carry', parsing('35: ')],
  ['events named error, open, message, close', parsing('36: ')],
  ['events named __proto__, constructor', parsing('37: ')],
  ['a hostile retry:', parsing('38: ')],
  ['JSON with the same key twice', data('39: ')],
  ['JSON with __proto__', data('40: ')],
  ['JSON that nests 100,000 deep', data('41: ')],
  ['integers beyond 2^53, 1e400, -0, NaN', data('42: ')],
  [
    'progress beyond its bounds or backwards',
    data('43: progress is clamped'),
    data('43: progress that goes'),
  ],
  ['times of the future, of 1970, of no zone', data('44: ')],
  ['no JSON where JSON was expected', data('45: ')],
  [
    'markup, terminal codes, bidi marks in data',
    data('46: '),
    at('tests/e2e/browser-truth.spec.ts')('events of strangers are inert'),
  ],
  ['the terminal event is lost', resume('47: ')],
  ['events after the terminal event', resume('48: ')],
  ['the same events again, with ids', resume('49: ')],
  [
    'the same events again, without ids',
    resume('50: events that come again'),
    resume('50: a stream that always'),
  ],
  ['ids that begin anew', resume('51: ')],
  ['a resume id that the server does not know', resume('52: ')],
  [
    'a server that is restarted',
    resume('53: '),
    at('tests/e2e/browser-truth.spec.ts')('a server that goes away'),
  ],
  [
    'a request that starts work',
    resume('54: a request that starts work'),
    resume('54: ids that the server gave'),
    resume('54: a stream of an unknown service'),
    at('tests/e2e/browser-truth.spec.ts')('a lost story is never asked for again unasked'),
  ],
  ['the same job twice, two windows', resume('55: ')],
  ['a clock that jumps', silence('56: ')],
  [
    'eight hours of sleep',
    silence('57: '),
    at('tests/e2e/desktop-system.spec.ts')('sleep pauses every connection'),
  ],
  ['an hour offline with 200 runs', silence('58: '), storms('500 runs whose server is restarted')],
  [
    'the disk is full in a transaction',
    storage('59: '),
    at('tests/durability/failing-calls.test.ts')('59: a disk with room for'),
    at('tests/durability/failing-calls.test.ts')('%s is whole or absent wherever %s strikes'),
  ],
  [
    'another process has the log',
    storage('60: a log that another program holds'),
    storage('60: a log that another program has for itself'),
    at('tests/engine/log.test.ts')('a second engine on the same folder is refused'),
    at('tests/e2e/desktop.spec.ts')('a second start ends at once'),
  ],
  [
    'the log or its folder is read-only',
    storage('61: '),
    at('tests/engine/log.test.ts')('a folder that cannot be written is refused'),
  ],
  [
    'the log is damaged',
    at('tests/durability/damage.test.ts')('62: '),
    at('tests/cli/salvage.test.ts')('a log in its place is exchanged'),
    at('tests/engine/log.test.ts')('a file that is no log is refused'),
  ],
  [
    'the log is of a newer Runlight',
    at('tests/engine/log.test.ts')('a log of a newer version is refused'),
    at('tests/e2e/desktop-system.spec.ts')('a log of a newer Runlight is refused'),
  ],
  [
    'kill -9, and the loss of power',
    at('tests/durability/kill.test.ts')('64: an engine that is killed at any moment'),
    at('tests/durability/migration.test.ts')('64: '),
    at('tests/engine/restart.test.ts')('kill -9 in the middle of a fast stream'),
    { argued: 'Loss of power' },
  ],
  [
    'a page or a part of the program that fails',
    at('tests/e2e/desktop-system.spec.ts')('a page that dies is loaded again'),
    at('tests/e2e/desktop-broken.spec.ts')('a page that hangs is ended'),
    at('tests/engine/broken-kind.test.ts')('keeps every event raw'),
    at('tests/engine/threads.test.ts')('a dead writer is said, started again'),
  ],
  [
    'the key store does not open',
    at('tests/main/secrets.test.ts')('a blob of another key store'),
    at('tests/e2e/desktop-secrets.spec.ts')('a key ring that was lost'),
  ],
]

export const faults: readonly Fault[] = list.map(([fault, ...proofs], i) => ({
  number: i + 1,
  fault,
  proofs,
}))
