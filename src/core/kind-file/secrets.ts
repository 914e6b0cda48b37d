// Keeps credentials out of kind files (law 6): a file is copied, shared and shown, and a field's value is stored with its run.
// What a service wants as a key belongs to the server's credentials or to the headers of a run.

import { redactText } from '../secrets/redact-text.ts'
import { gradeOf, isSecretHeader, isSecretInAddress } from '../secrets/secret-names.ts'
import type { ParsedKindFile } from './format.ts'
import { type Path, quote, type Report } from './problem.ts'

const where = 'put it into the credentials of the server, where it is kept apart'

/** Reports everything in `file` that is a credential or asks for one. */
export function reportSecrets({ fields, request }: ParsedKindFile, report: Report): void {
  for (const name of Object.keys(request.headers ?? {}))
    if (isSecretHeader(name))
      report(
        ['request', 'headers', name],
        `${quote(name)} carries a credential: take it out of the file and ${where}.`,
      )
  for (const name of Object.keys(request.query ?? {}))
    if (gradeOf(name) === 'certain' || (isSecretInAddress(name) && isLiteral(request.query?.[name])))
      report(['request', 'query', name], `${quote(name)} is a credential in an address: ${where}.`)
  for (const [i, { name }] of fields.entries())
    if (gradeOf(name) === 'certain')
      report(['fields', i, 'name'], `A field ${quote(name)} would be stored with every run: ${where}.`)
  eachText(request, ['request'], (text, path) => {
    const isTold = path[1] === 'headers' && isSecretHeader(String(path[2]))
    if (!isTold && redactText(text) !== text)
      report(path, `This looks like a credential: take it out of the file and ${where}.`)
  })
}

function isLiteral(text: string | undefined): boolean {
  return text !== undefined && text !== '' && !text.includes('{{')
}

/** Depth is bounded by the parser of the file. */
function eachText(value: unknown, path: Path, tell: (text: string, path: Path) => void): void {
  if (typeof value === 'string') tell(value, path)
  if (typeof value !== 'object' || value === null) return
  for (const [name, one] of Object.entries(value)) eachText(one, [...path, name], tell)
}
