// What the schema refuses, in words for the person who wrote the file.

import { z } from 'zod'
import { isJsonObject } from '../basics/json.ts'
import { wordList } from '../basics/word-list.ts'
import { type Path, quote, type Report } from './problem.ts'
import { sayingSchema } from './sayings.ts'

type Issue = z.core.$ZodIssue

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list, [ … ]',
  object: 'an object, { … }',
  record: 'an object, { … }',
}

const sayable = sayingSchema.options.map(({ shape }) => shape.type.value).join(', ')

/** Given to the parse: what a name may be, which only the schema that meets it knows. */
export function knownNames(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, inst } = issue
  if (code !== 'unrecognized_keys' || !(inst instanceof z.ZodObject)) return undefined
  return `can stand here: ${Object.keys(inst.shape).join(', ')}`
}

/** Tells `report` of what `issues` say of `root`, the value of the file. */
export function reportIssues(
  issues: readonly Issue[],
  root: unknown,
  report: Report,
  above: Path = [],
): void {
  for (const issue of issues) {
    const path = [...above, ...issue.path]
    const name = nameOf(path)
    switch (issue.code) {
      case 'invalid_type':
        if (valueAt(root, path) === undefined) report(path.slice(0, -1), `${name} is missing.`)
        else report(path, `${name} must be ${nouns[issue.expected] ?? issue.expected}.`)
        break
      case 'invalid_value':
        if (valueAt(root, path) === undefined) report(path.slice(0, -1), `${name} is missing.`)
        else if (path.length === 1 && path[0] === 'version')
          report(path, 'This Runlight reads kind files of version 1: write "version": 1.')
        else report(path, `${name} must be ${wordList(issue.values.map(String), 'or')}.`)
        break
      case 'unrecognized_keys':
        for (const key of issue.keys) report([...path, key], `${quote(key)} is not known; ${issue.message}.`)
        break
      case 'invalid_union':
        reportUnion(issue, root, report, path)
        break
      case 'too_big':
      case 'too_small':
        report(path, sizeWords(name, issue))
        break
      default:
        report(path, issue.message)
    }
  }
}

/** The branch that was meant, which is the one whose own type fits; else what the union says of itself. */
function reportUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  root: unknown,
  report: Report,
  path: Path,
): void {
  if (issue.discriminator !== undefined && issue.errors.length === 0) {
    const given = valueAt(root, path)
    if (given === undefined) report(path.slice(0, -1), 'type is missing: it names what is said.')
    else report(path, `${quote(String(given))} cannot be said; what can: ${sayable}.`)
    return
  }
  if (valueAt(root, path) === undefined) {
    report(path.slice(0, -1), `${nameOf(path)} is missing.`)
    return
  }
  const meant = issue.errors.filter((branch) => !branch.some(isOther))
  const [only] = meant
  if (meant.length === 1 && only !== undefined) reportIssues(only, root, report, path)
  else report(path, issue.message)
}

/** The branch is for a value of another type, or for an object of other names. */
function isOther({ code, path }: Issue): boolean {
  return path.length === 0 && code === 'invalid_type'
}

function sizeWords(name: string, issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): string {
  const limit = issue.code === 'too_big' ? issue.maximum : issue.minimum
  if (issue.code === 'too_small' && issue.origin !== 'number' && Number(limit) === 1)
    return `${name} must not be empty.`
  const side = issue.code === 'too_big' ? 'at most' : 'at least'
  const shown = limit.toLocaleString('en-US')
  if (issue.origin === 'string') return `${name} must have ${side} ${shown} characters.`
  if (issue.origin === 'array') return `${name} must have ${side} ${shown} entries.`
  return `${name} must be ${side} ${shown}.`
}

/** The last name on the way to a value, as a sentence begins with it. */
function nameOf(path: Path): string {
  const last = path.at(-1)
  if (last === undefined) return 'The file'
  return typeof last === 'number' ? `Entry ${last + 1}` : String(last)
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)]
    else if (isJsonObject(value) && Object.hasOwn(value, key)) value = value[String(key)]
    else return undefined
  }
  return value
}
