// Every fault by name: the kinds that it makes sense for, and what it does in one sentence. The names are words of the
// command line and of URLs, so they never change their meaning. What each does lives in `refuse`, `bend` and, where
// only the content is odd, in the services themselves.

const every = ['flashcards', 'videos', 'stories', 'learning-paths', 'processes', 'chat', 'plain']
const observed = ['flashcards', 'videos', 'plain']
const jobs = ['flashcards', 'videos', 'stories', 'learning-paths', 'processes', 'chat']

const table = [
  { name: 'cut-once', kinds: every, what: 'The first connection is lost in mid-stream; the next one works.' },
  { name: 'cut-always', kinds: every, what: 'Every connection is lost before the stream is done.' },
  { name: 'end-early', kinds: every, what: 'The stream finishes cleanly, but before its terminal event.' },
  { name: 'silence', kinds: every, what: 'After a while nothing more comes, and the connection stays open.' },
  { name: 'slow-start', kinds: every, what: 'The answer begins only after 12 seconds.' },
  {
    name: 'unavailable',
    kinds: every,
    what: 'The first two requests are answered 503 with Retry-After: 5; then it works.',
  },
  { name: 'down', kinds: every, what: 'Every request is answered 503.' },
  {
    name: 'rate-limited',
    kinds: every,
    what: 'The first request is answered 429 with a date in Retry-After; then it works.',
  },
  {
    name: 'unauthorized',
    kinds: every,
    what: 'Answered 401 without the token “sample-token” (as a bearer token or as the cookie “session”).',
  },
  { name: 'forbidden', kinds: every, what: 'Every request is answered 403.' },
  { name: 'missing', kinds: every, what: 'Every request is answered 404 with a JSON body.' },
  { name: 'gone', kinds: every, what: 'Every request is answered 410.' },
  { name: 'error-500', kinds: every, what: 'Every request is answered 500.' },
  { name: 'no-content', kinds: every, what: 'Every request is answered 204: there is nothing to stream.' },
  { name: 'html', kinds: every, what: 'A sign-in page in HTML is answered instead of a stream.' },
  { name: 'json', kinds: every, what: 'A JSON document is answered instead of a stream.' },
  { name: 'redirect', kinds: every, what: 'Redirected (307) to an address of the same server, which works.' },
  { name: 'redirect-loop', kinds: every, what: 'Redirected (307) to itself, for ever.' },
  {
    name: 'retry-field',
    kinds: observed,
    what: 'The stream asks for 2 seconds before a reconnection (retry: 2000), then loses its first connection.',
  },
  {
    name: 'repeat-state',
    kinds: ['flashcards', 'videos'],
    what: 'The connection is lost every 10 seconds, and each new one repeats all that was said.',
  },
  {
    name: 'no-pings',
    kinds: ['flashcards', 'videos'],
    what: 'No pings are sent: between two changes there is silence.',
  },
  {
    name: 'keepalive',
    kinds: ['processes', 'chat'],
    what: 'A long pause in the work, bridged by keepalive comments.',
  },
  {
    name: 'null-total',
    kinds: ['flashcards'],
    what: 'The expected total is unknown at first, then appears, then changes.',
  },
  { name: 'failing', kinds: jobs, what: 'The job fails, and its service says so as documented.' },
  {
    name: 'error-event',
    kinds: ['stories', 'processes', 'chat'],
    what: 'The service reports an error in mid-work, in an event of its own.',
  },
  {
    name: 'done-after-error',
    kinds: ['learning-paths', 'processes', 'chat'],
    what: 'After an error the service goes on and reports success all the same.',
  },
  {
    name: 'unsafe',
    kinds: ['stories'],
    what: 'The safety check does not approve the story, and it is completed without success.',
  },
  {
    name: 'edited',
    kinds: ['stories'],
    what: 'The complete story at the end is not quite the text that was streamed.',
  },
  { name: 'bad-json', kinds: jobs, what: 'One event in mid-stream carries JSON that breaks off.' },
  {
    name: 'late-events',
    kinds: every,
    what: 'After its terminal event the stream repeats some of its first events.',
  },
  {
    name: 'burst',
    kinds: ['flashcards', 'stories', 'processes', 'chat', 'plain'],
    what: 'Ten thousand events arrive in one go.',
  },
  {
    name: 'rtl',
    kinds: ['flashcards', 'stories', 'learning-paths', 'processes', 'chat'],
    what: 'The content is written from right to left, with emoji.',
  },
  {
    name: 'long-titles',
    kinds: ['flashcards', 'learning-paths', 'processes'],
    what: 'Titles and messages are far longer than any row.',
  },
] as const

export type FaultName = (typeof table)[number]['name']

export type Fault = { readonly name: FaultName; readonly kinds: readonly string[]; readonly what: string }

/** In the order in which they are listed. */
export const faults: readonly Fault[] = table

/** The faults that make sense for `kind`. */
export function faultsOf(kind: string): readonly FaultName[] {
  return faults.filter((fault) => fault.kinds.includes(kind)).map((fault) => fault.name)
}
