// The engine's one door: what hosts may use of it. They know nothing behind it.

export { checksAnswers } from './base/check-answers.ts'
export { findDataDir } from './base/data-dir.ts'
export { osUser } from './base/os-user.ts'
export type {
  DeskPort,
  FilePort,
  NetworkPort,
  NetworkSignal,
  SamplePort,
  SecretKeeping,
  SecretStore,
} from './base/ports.ts'
export { createSessionSecrets } from './base/ports.ts'
export {
  keptBody,
  type TapClient,
  type TapClientNews,
  type TapEnd,
  type TapExchange,
  type TapGate,
  type TapHead,
  type TapListen,
  type TapPort,
  type TapRequest,
  type TapTarget,
  type TapWay,
  type TapWitness,
} from './base/tap-port.ts'
export type {
  AlertNews,
  Answered,
  Committed,
  EngineInside,
  Telemetry,
  TelemetryPort,
  ToldEvent,
} from './base/telemetry-port.ts'
export { readOwnSecrets } from './collect/collector-secrets.ts'
export type { CollectorNews } from './collect/told.ts'
export type { Collector } from './collector-options.ts'
export type { Engine, EngineOptions } from './engine-options.ts'
export { jsonRecordTypes } from './framing/json-records.ts'
export type { Hub, HubView } from './hub/hub-options.ts'
export type { AccessPort, From, Visitor, Vouched } from './log/access-port.ts'
export type { CountSlice } from './log/log-review.ts'
export type { Rescued } from './log/sqlite/salvage/rescue.ts'
export { salvageLog } from './log/sqlite/salvage/salvage.ts'
export { salvageFile } from './log/sqlite/salvage/salvage-file.ts'
export type { Member } from './log/team-port.ts'
export { openAccess } from './open-access.ts'
export { openCollector } from './open-collector.ts'
export { openEngine } from './open-engine.ts'
export { openTeamHub, ownerOfHub } from './open-team-hub.ts'
export {
  type AlertRulesThere,
  acknowledgeAlerts,
  addAlertRule,
  readAlertRules,
  removeAlertRule,
  snoozeAlerts,
  switchAlertRule,
  unsnoozeAlerts,
} from './terminal/alerts.ts'
export { copyLog } from './terminal/copy-log.ts'
export { diagnose } from './terminal/diagnose.ts'
export { exportLog, type LogExport, type LogExported } from './terminal/export.ts'
export { openImport } from './terminal/import.ts'
export {
  checkKindFile,
  type KindsThere,
  listKindsThere,
  type TriedEvent,
  type TriedRun,
  tryKind,
} from './terminal/kinds.ts'
export { listRuns, type RunsThere } from './terminal/list-runs.ts'
export { type MigratedLog, migrateLog } from './terminal/migrate-log.ts'
export { findOwnTap } from './terminal/own-tap.ts'
export { readRunAs } from './terminal/read-as.ts'
export { openReadOnlyLog, type ReadOnlyLog } from './terminal/read-log.ts'
export { type RulesThere, readRules, setRule } from './terminal/rules.ts'
export {
  backUpLog,
  checkLogWhole,
  markRun,
  pruneLog,
  readSizes,
  restoreLog,
} from './terminal/storage.ts'
export type { Told } from './terminal/with-log.ts'
export { openFileSink, type Sink } from './transcripts/export/sink.ts'
export { openRecording } from './transcripts/import/recording.ts'
