// Which runs a rule is about: kinds, servers, tags, a search, or one run alone.

import type { ReactElement } from 'react'
import { parseQuery } from '../../core/query/parse.ts'
import { useLive, useRun } from '../desk/desk-context.ts'
import { QueryBox } from '../search/query-box.tsx'
import { Button } from '../ui/button.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { type Chip, Chips, FormLine, FormPart, type PartProps } from './form-part.tsx'

/** The part. */
export function ScopePart(props: PartProps): ReactElement {
  const { form } = props
  return (
    <FormPart title="Which runs">
      {form.scope.run === null ? <Lists {...props} /> : <OneRun {...props} />}
    </FormPart>
  )
}

function OneRun({ form, change }: PartProps): ReactElement {
  const id = form.scope.run ?? 0
  const run = useRun(id)
  return (
    <FormLine label="This run alone">
      <span className="min-w-0 truncate">
        {run === undefined ? `Run ${id}, which is not in the log` : <UntrustedText text={run.title} />}
      </span>
      <Button size="small" onClick={() => change({ scope: { ...form.scope, run: null } })}>
        Choose by kind, server or tag instead
      </Button>
    </FormLine>
  )
}

/** What is chosen stays to be seen where no run has it any more. */
function withChosen(chips: readonly Chip[], chosen: readonly string[]): readonly Chip[] {
  const missing = chosen.filter((value) => !chips.some((chip) => chip.value === value))
  return [...chips, ...missing.map((value) => ({ value, words: value }))]
}

function Lists({ form, problems, change }: PartProps): ReactElement {
  const { scope } = form
  const set = (part: Partial<typeof scope>) => change({ scope: { ...scope, ...part } })
  const kinds = useLive((state) => state.kinds)
  const servers = useLive((state) => distinct([...state.runs.values()].map((run) => run.server)))
  const profiles = useLive((state) => state.servers.map(({ name }) => name))
  const tags = useLive((state) => distinct([...state.runs.values()].flatMap((run) => run.marks.tags)))
  const serverChips = distinct([...profiles, ...servers]).map((value) => ({ value, words: value }))
  // The field itself says what of the grammar is wrong.
  const isSaid = parseQuery(scope.query).problems.length > 0
  return (
    <>
      <FormLine
        label="Kinds"
        help={scope.kinds.length === 0 ? 'None chosen: runs of every kind.' : undefined}
      >
        <Chips
          label="Kinds"
          chips={withChosen(
            kinds.map(({ id, label, icon }) => ({
              value: id,
              words: label,
              sign: <KindIcon name={icon} size={13} />,
            })),
            scope.kinds,
          )}
          chosen={scope.kinds}
          onChange={(chosen) => set({ kinds: chosen })}
        />
      </FormLine>
      <FormLine
        label="Servers"
        help={scope.servers.length === 0 ? 'None chosen: runs of every server.' : undefined}
      >
        <Chips
          label="Servers"
          chips={withChosen(serverChips, scope.servers)}
          chosen={scope.servers}
          onChange={(chosen) => set({ servers: chosen })}
        />
      </FormLine>
      {(tags.length > 0 || scope.tags.length > 0) && (
        <FormLine label="Tags" help="A run needs one of them.">
          <Chips
            label="Tags"
            chips={withChosen(
              tags.map((value) => ({ value, words: value })),
              scope.tags,
            )}
            chosen={scope.tags}
            onChange={(chosen) => set({ tags: chosen })}
          />
        </FormLine>
      )}
      <FormLine
        label="Search"
        problem={isSaid ? undefined : problems.scope}
        help="By what runs are called: words of the title, title:, tag:, note:, -tag:test."
      >
        <QueryBox
          label="Search that its runs pass"
          placeholder="all of them"
          scope="all"
          value={scope.query}
          onChange={(query) => set({ query })}
          onSubmit={(query) => set({ query })}
          className="w-full max-w-140"
        />
      </FormLine>
    </>
  )
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted()
}
