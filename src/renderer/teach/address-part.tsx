// The shape of the request: the run's own address, in which a person says which parts are asked for each time.

import type { ReactElement } from 'react'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { UntrustedText } from '../ui/untrusted-text.tsx'
import { type Address, isField, nameProblem, type Part, usesOf, withPart } from './model/address.ts'

type Props = { readonly address: Address; readonly onChange: (address: Address) => void }

const useLabels: Readonly<Record<Part['use'], string>> = {
  fixed: 'stays as it is',
  asked: 'is asked for',
  usual: 'is the usual value',
  left: 'is left out',
}

const whereLabels: Readonly<Record<Part['where'], string>> = {
  path: 'Path',
  query: 'Query',
  body: 'Body',
}

export function AddressPart({ address, onChange }: Props): ReactElement {
  const { method, base, parts } = address
  const path = parts.filter(({ where }) => where === 'path')
  const shown = parts.filter(({ value, where }) => where !== 'path' || value !== '')
  return (
    <div className="flex flex-col gap-2">
      <p className="rounded-md bg-hover px-2.5 py-1.5 font-mono text-[11.5px] text-ink-3 leading-5 [overflow-wrap:anywhere]">
        <span className="text-ink-2">{method}</span> <UntrustedText text={base} />
        {path.map((part) => (
          <span key={part.at}>
            /
            {isField(part) ? (
              <span className="rounded-sm bg-select px-1 text-accent">{part.name}</span>
            ) : (
              <UntrustedText text={part.value} className="text-ink-2" />
            )}
          </span>
        ))}
      </p>
      <ul aria-label="Parts of the address" className="flex flex-col">
        {shown.map((part) => (
          <PartRow
            key={`${part.where} ${part.at}`}
            part={part}
            problem={nameProblem(address, part)}
            onChange={(change) => onChange(withPart(address, part, change))}
          />
        ))}
      </ul>
    </div>
  )
}

function PartRow({
  part,
  problem,
  onChange,
}: {
  readonly part: Part
  readonly problem: string | null
  readonly onChange: (change: Partial<Pick<Part, 'use' | 'name'>>) => void
}): ReactElement {
  const { where, at, value, use, name } = part
  const words = where === 'path' ? value : `${at} ${value}`
  return (
    <li className="border-line border-t py-1.5 first:border-t-0">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 @min-[440px]/column:grid-cols-[minmax(0,1fr)_10rem_8rem]">
        <p className="min-w-0 truncate">
          <span className="text-ink-3 text-tiny">{whereLabels[where]} </span>
          {where !== 'path' && (
            <>
              <UntrustedText text={at} className="font-mono text-ink-3 text-small" />{' '}
            </>
          )}
          <UntrustedText text={value} className="font-mono text-small" />
        </p>
        <Select
          aria-label={`What ${words} is`}
          value={use}
          onChange={(event) => {
            const next = usesOf[where].find((one) => one === event.target.value)
            if (next !== undefined) onChange({ use: next })
          }}
        >
          {usesOf[where].map((one) => (
            <option key={one} value={one}>
              {useLabels[one]}
            </option>
          ))}
        </Select>
        {isField(part) && where !== 'query' && (
          <Input
            aria-label={`The name of ${words}`}
            aria-invalid={problem !== null}
            value={name}
            maxLength={40}
            onChange={(event) => onChange({ name: event.target.value })}
            className="font-mono text-small @max-[440px]/column:col-span-2"
          />
        )}
      </div>
      {problem !== null && <p className="mt-0.5 text-bad text-tiny">{problem}</p>}
    </li>
  )
}
