// Templates of JSON bodies: `{{prompt}}` inside a string stands for a value. A template is JSON before anything is put into
// it, so that a placeholder can stand nowhere but inside a string, and what is put there is escaped as a part of one: no value
// can end its string, whatever it holds.

import { parseJson } from '../basics/json.ts'
import type { Field } from './kind.ts'

/** What is wrong with `value` as the template that `field` asks for, in one sentence; null where nothing is. */
export function templateProblem({ label, template }: Field, value: string): string | null {
  if (template === undefined) return null
  const missing = template.find((name) => !value.includes(placeholder(name)))
  if (missing !== undefined)
    return `${label} has no ${placeholder(missing)}: write it inside a string, where the value goes.`
  if (!parseJson(value).ok)
    return `${label} is not JSON: check its commas and quotes, and write ${placeholder(template[0] ?? '')} inside a string.`
  return null
}

/** `template` with the values in place of their placeholders; `template` is JSON, and so is what it gives. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(values[name]).slice(1, -1) : all,
  )
}

function placeholder(name: string): string {
  return `{{${name}}}`
}
