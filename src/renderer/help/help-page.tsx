// Help: what a tap is, every key, what is running and where its log is, and the licences of what it is made of.

import type { ReactElement } from 'react'
import { useLive } from '../desk/desk-context.ts'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { About } from './about.tsx'
import { KeyList } from './key-list.tsx'
import { Licences } from './licences.tsx'
import { TapHelp } from './tap-help.tsx'

/** The page. */
export function HelpPage(): ReactElement {
  const hasTaps = useLive((state) => state.info?.capabilities.taps === true)
  return (
    <Page title="Help">
      <Section title="About">
        <About />
      </Section>
      {hasTaps && (
        <Section title="Tap" note="what your own applications receive">
          <TapHelp />
        </Section>
      )}
      <Section title="Keys">
        <KeyList />
      </Section>
      <Section title="Licences">
        <Licences />
      </Section>
    </Page>
  )
}
