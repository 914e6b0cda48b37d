// Tells by its form what somebody pasted, and reads it. Which forms there are is said in core (core/kind/request-form.ts), where
// the window asks before it asks the engine.

import type { RequestForm } from '../../core/kind/request-form.ts'
import { readCurl } from './curl.ts'
import { readScript } from './fetch.ts'
import { entriesOf, readHar } from './har.ts'
import { readHttpText } from './http-text.ts'
import type { PastedRequest } from './pasted.ts'
import { isPowerShell, readPowerShell } from './powershell.ts'
import { isCmd, splitCmd } from './words/cmd.ts'
import { splitPosix } from './words/posix.ts'
import { unreadable, type Variables } from './words/word.ts'

/** The requests in `text`, which has the form `form`. Throws `bad-input` with what to do where it cannot be read. */
export function readPasted(text: string, form: RequestForm, variables: Variables): readonly PastedRequest[] {
  const requests = readBounded(text, form, variables)
  if (requests.length > 0) return requests
  throw unreadable('No request is in this text: copy it whole.')
}

/** What nests deeper than the stack is no request. */
function readBounded(text: string, form: RequestForm, variables: Variables): readonly PastedRequest[] {
  try {
    return readForm(text, form, variables)
  } catch (thrown) {
    if (thrown instanceof RangeError) throw unreadable('This text nests too deep: copy the request alone.')
    throw thrown
  }
}

function entriesIn(text: string) {
  const entries = entriesOf(text)
  if (entries !== null) return entries
  throw unreadable('This JSON has no request in it: copy a HAR entry, or a HAR file, whole.')
}

function readForm(text: string, form: RequestForm, variables: Variables): readonly PastedRequest[] {
  switch (form) {
    case 'command':
      if (isPowerShell(text)) return readPowerShell(text, variables)
      return readCurl(isCmd(text) ? splitCmd(text) : splitPosix(text, variables))
    case 'script':
      return readScript(text)
    case 'http':
      return readHttpText(text)
    case 'har':
      return readHar(entriesIn(text))
  }
}
