// Keys that are recognisable by their prefix, whatever name they stand under. One row per issuer's documented form;
// lengths are minimums, because a truncated key is still a key. docs/decisions/016-shapes-of-secrets.md says why this
// list is our own.

import { createTrigramScan } from '../basics/trigram-scan.ts'

/** A literal that every such key contains, for the prefilter, and the key's form as an expression. */
type Row = readonly [sign: string, form: string]

const rows: readonly Row[] = [
  // OpenAI, Anthropic, Stripe, Groq and others. With a digit or long: `sk-learn` and `pk_users` are no keys.
  ...['sk-', 'sk_', 'pk-', 'pk_', 'rk-', 'rk_'].map(
    (sign): Row => [sign, `(?:gs|[spr])k[-_](?=[\\w-]{0,128}?\\d|[A-Za-z]{20})[\\w-]{10,512}`],
  ),
  ['xai-', 'xai-[A-Za-z0-9]{20,256}'],
  ['pplx-', 'pplx-[A-Za-z0-9]{20,256}'],
  ['tvly-', 'tvly-[\\w-]{16,256}'],
  ['hf_', 'hf_[A-Za-z0-9]{16,256}'],
  ['api_org_', 'api_org_[A-Za-z0-9]{16,256}'],
  ['lsv2_', 'lsv2_[a-z]{2}_\\w{16,256}'],
  // GitHub, GitLab and other places for code.
  ...['gho_', 'ghp_', 'ghr_', 'ghs_', 'ghu_'].map((sign): Row => [sign, `${sign}[A-Za-z0-9]{16,256}`]),
  ['hub_pat_', 'github_pat_\\w{16,256}'],
  ...['glp', 'glr', 'glcb', 'gld', 'glft', 'glff', 'glim', 'glag', 'gloa', 'glso'].map(
    (sign): Row => [sign, 'gl(?:pat|ptt|rt|rtr|cbt|dt|ft|ffct|imt|agent|oas|soat)-[\\w.-]{16,512}'],
  ),
  ['GR1348941', 'GR1348941[\\w-]{16,64}'],
  ['npm_', 'npm_[A-Za-z0-9]{16,256}'],
  ['pypi-', 'pypi-[\\w-]{40,1024}'],
  ['gems_', 'rubygems_[a-f0-9]{32,128}'],
  ['CLOJARS_', 'CLOJARS_\\w{32,128}'],
  ['sgp_', 'sgp_\\w{32,128}'],
  ['ATATT3', 'ATATT3[\\w=-]{32,512}'],
  ['lin_api_', 'lin_api_[A-Za-z0-9]{16,128}'],
  ['ntn_', 'ntn_[A-Za-z0-9]{32,128}'],
  ['figd_', 'figd_[\\w-]{16,128}'],
  ['CCIPAT_', 'CCIPAT_\\w{16,256}'],
  ['bkua_', 'bkua_\\w{16,128}'],
  // Clouds and hosting.
  ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((sign): Row => [sign, `${sign}[0-9A-Z]{16}(?![0-9A-Za-z])`]),
  ['ABSK', 'ABSK[A-Za-z0-9+/]{64,512}={0,2}'],
  ['AIza', 'AIza[\\w-]{30,64}'],
  ['ya29.', 'ya29\\.[\\w-]{20,1024}'],
  ['GOCSPX-', 'GOCSPX-[\\w-]{16,128}'],
  ['_v1_', 'do[opr]_v1_[a-f0-9]{16,128}'],
  ['LTAI', 'LTAI[A-Za-z0-9]{16,32}'],
  ['dapi', 'dapi[a-f0-9]{32}(?:-\\d)?'],
  ['HRKU-', 'HRKU-[\\w-]{32,128}'],
  ...['fm1a_', 'fm1r_', 'fm2_', 'fo1_'].map((sign): Row => [sign, `${sign}[\\w+/-]{32,2048}={0,3}`]),
  ['pscale_', 'pscale_(?:tkn|oauth|pw)_[\\w=.-]{16,128}'],
  ['nfp_', 'nfp_[A-Za-z0-9]{16,128}'],
  ['sbp_', 'sbp_[a-f0-9]{32,128}'],
  ['tlasv1.', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{40,128}'],
  ['pul-', 'pul-[a-f0-9]{32,64}'],
  ['pnu_', 'pnu_[A-Za-z0-9]{16,64}'],
  ['256~', 'sha256~[\\w-]{32,64}'],
  ...['hvs.', 'hvb.', 'hvr.'].map((sign): Row => [sign, `${sign.replace('.', '\\.')}[\\w-]{20,512}`]),
  ...['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.'].map(
    (sign): Row => [sign, `dp\\.(?:pt|st|ct|sa)\\.(?:[\\w-]{1,64}\\.)?[A-Za-z0-9]{32,64}`],
  ),
  ['dt0', 'dt0[a-z]01\\.[A-Z0-9]{16,32}\\.[A-Z0-9]{32,96}'],
  // Mail, messages, payments.
  ['xox', 'xox[a-z](?:\\.xox[a-z])?-[\\w-]{10,512}'],
  ['xapp-', 'xapp-\\d-[\\w-]{16,256}'],
  [':AA', '(?:bot)?\\d{6,12}:AA[\\w-]{20,64}'],
  ['SG.', 'SG\\.[\\w-]{8,128}(?:\\.[\\w-]{8,128})?'],
  ['sib-', 'x(?:key|smtp)sib-[a-f0-9]{32,128}-[A-Za-z0-9]{8,32}'],
  ['whsec_', 'whsec_[A-Za-z0-9+/]{10,256}={0,2}'],
  ...['sq0atp-', 'sq0csp-', 'sq0idp-'].map((sign): Row => [sign, `${sign}[\\w-]{16,64}`]),
  ['EAAA', 'EAAA[\\w-]{40,512}'],
  ['shpa', 'shpat_[a-fA-F0-9]{16,64}'],
  ['shpc', 'shpca_[a-fA-F0-9]{16,64}'],
  ['shpp', 'shppa_[a-fA-F0-9]{16,64}'],
  ['shps', 'shpss_[a-fA-F0-9]{16,64}'],
  ['FLWSECK', 'FLWSECK(?:_TEST)?-[\\w-]{12,64}'],
  ...['EZAK', 'EZTK'].map((sign): Row => [sign, `${sign}[A-Za-z0-9]{32,64}`]),
  ['shippo_', 'shippo_(?:live|test)_[a-fA-F0-9]{16,64}'],
  ['duffel_', 'duffel_(?:test|live)_[\\w=-]{16,64}'],
  // Watching, data and passwords.
  ...['glc_', 'glsa_'].map((sign): Row => [sign, `${sign}[\\w+/]{24,512}={0,3}`]),
  ...['sntrys_', 'sntryu_'].map((sign): Row => [sign, `${sign}[\\w+/=]{24,512}`]),
  ['PMAK-', 'PMAK-[a-f0-9]{16,32}-[a-f0-9]{16,64}'],
  ['rdme_', 'rdme_[a-z0-9]{32,128}'],
  ['p8e-', 'p8e-[A-Za-z0-9]{24,64}'],
  ['AKCp', 'AKCp[A-Za-z0-9]{48,128}'],
  ['A3-', 'A3-[A-Z0-9]{6}-[A-Z0-9-]{16,64}'],
  ['fio-u-', 'fio-u-[\\w=-]{32,128}'],
  ['ico-', 'ico-[A-Za-z0-9]{32}(?![\\w-])'],
  ['tk-us-', 'tk-us-[\\w-]{32,128}'],
  ...['sm_aat_', 'sm_pat_', 'sm_sat_'].map((sign): Row => [sign, `${sign}[A-Za-z0-9]{16,64}`]),
  ['API-', 'API-[A-Z0-9]{26}(?![A-Za-z0-9])'],
  ['s-s4t2', 's-s4t2[a-z]{2}-[a-f0-9]{32,128}'],
  ['v1.0-', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{64,256}'],
  ['bedrock-api-key-', 'bedrock-api-key-[A-Za-z0-9+/=]{16,4096}'],
  ['cmVmd', 'cmVmd[A-Za-z0-9]{59}(?![A-Za-z0-9])'],
  ['4b1d', '4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9])'],
  ['ZXlK', 'ZXlK[A-Za-z0-9+/_-]{40,8192}={0,2}'],
  ['_mmk', '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk'],
  ['ops_eyJ', 'ops_eyJ[A-Za-z0-9+/=_-]{32,2048}'],
  ['SECRET-KEY-1', 'AGE-SECRET-KEY-1[A-Z0-9]{32,64}'],
  ['eyJ', 'eyJ[\\w-]{5,8192}\\.[\\w-]{5,8192}(?:\\.[\\w-]{0,8192})?'],
]

const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,16384}?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g

/** What every key has of which a row tells, as expressions. */
export const shapeSigns: readonly string[] = [...new Set(rows.map(([sign]) => sign)), 'VATE KEY'].map(
  (sign) => sign.replace(/[.*+?^$|()[\]]/g, '\\$&'),
)

/** The forms, for the tests. */
export const shapeRows = rows

const forms = [...new Set(rows.map(([, form]) => form))].join('|')
const shapes = new RegExp(`(?<![A-Za-z0-9])(?:${forms})`, 'g')
/** The digits of a percent-encoded sign are no part of a word. */
const encodedShapes = new RegExp(`(?<=%[0-9A-Fa-f]{2})(?:${forms})`, 'g')
const hasSign = createTrigramScan(shapeSigns)

/** `text` with `put(key)` in the place of every key that a row tells of. */
export function replaceShapes(text: string, put: (key: string) => string): string {
  if (!hasSign(text)) return text
  const left = text.replace(shapes, put).replace(privateKey, put)
  return left.includes('%') ? left.replace(encodedShapes, put) : left
}
