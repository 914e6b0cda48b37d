// Help: every key, what is running and where its log is, and the licences of what it is made of.

import type { ReactElement } from 'react'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { About } from './about.tsx'
import { KeyList } from './key-list.tsx'
import { Licences } from './licences.tsx'

/** The page. */
export function HelpPage(): ReactElement {
  return (
    <Page title="Help">
      <Section title="About">
        <About />
      </Section>
      <Section title="Keys">
        <KeyList />
      </Section>
      <Section title="Licences">
        <Licences />
      </Section>
    </Page>
  )
}
