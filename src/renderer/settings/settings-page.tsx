// The settings: what the person prefers, what an export takes out, how long runs are kept, and how servers are reached. Each
// works at once; what a server or the log has of its own is changed there, and said here.

import type { ReactElement } from 'react'
import { useLive } from '../desk/desk-context.ts'
import { useWhyNot } from '../desk/may.ts'
import { CustomPatterns } from '../transcripts/custom-patterns.tsx'
import { RedactionRules } from '../transcripts/redaction-rules.tsx'
import { OffSet } from '../ui/off-set.tsx'
import { Page, PageCard } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { Appearance, TimeSettings } from './appearance.tsx'
import { Channels } from './channels/channels.tsx'
import { DesktopSettings } from './desktop.tsx'
import { KindFiles } from './kind-files.tsx'
import { Members } from './members.tsx'
import { Network } from './network.tsx'
import { NotificationSettings } from './notifications.tsx'
import { Retention } from './retention.tsx'
import { Tapping } from './tapping.tsx'

/** The page. */
export function SettingsPage(): ReactElement {
  const hasDesk = useLive((state) => state.info?.capabilities.desk === true)
  const hasTaps = useLive((state) => state.info?.capabilities.taps === true)
  const inTeam = useLive((state) => state.info?.capabilities.team === true)
  const off = useWhyNot('admin', 'team')
  const pageNotifies = useLive((state) => state.info?.capabilities.pageNotifies === true)
  return (
    <Page title="Settings">
      <Section title="Appearance">
        <Appearance />
      </Section>
      <Section title="Time">
        <TimeSettings />
      </Section>
      {hasDesk && (
        <Section title="Desktop">
          <DesktopSettings />
        </Section>
      )}
      {pageNotifies && (
        <Section title="Notifications" note="in this browser">
          <NotificationSettings />
        </Section>
      )}
      {inTeam && (
        <Section title="Members" note="who watches runs, and who shows them">
          <Members />
        </Section>
      )}
      <Section title="Where alerts go" note={inTeam ? 'for the whole team' : 'beside this computer'}>
        <OffSet why={off}>
          <Channels />
        </OffSet>
      </Section>
      <Section title="Redaction" note="for every export that takes secrets out">
        <OffSet why={off}>
          <PageCard>
            <div className="px-3.5 pt-3 pb-3.5">
              <RedactionRules />
              <CustomPatterns />
            </div>
          </PageCard>
        </OffSet>
      </Section>
      <Section title="Retention">
        <Retention />
      </Section>
      {/* What a collector has of its own is set up where it runs. */}
      {!inTeam && (
        <>
          <Section title="Kinds of your own" note="of services, each described by a file">
            <KindFiles />
          </Section>
          <Section title="Network">
            <Network />
          </Section>
        </>
      )}
      {hasTaps && (
        <Section title="Taps" note="for applications that ask servers by way of Runlight">
          <Tapping />
        </Section>
      )}
    </Page>
  )
}
