// The pages of signing in and out, each for a person who does not know how this works.

import { escapeHtml } from '../../core/basics/html.ts'
import { page, paths } from './html.ts'

export type SignInAsked = {
  /** The service’s name; null where people come in by token alone. */
  readonly service: string | null
  /** Where it goes on to. */
  readonly to: string
  /** What went wrong, as a sentence. */
  readonly problem: string | null
}

export function signInPage({ service, to, problem }: SignInAsked): string {
  const said = problem === null ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`
  const byService =
    service === null
      ? ''
      : `<a class="button" data-to href="${paths.begin}?to=${escapeHtml(encodeURIComponent(to))}">Sign in with ${escapeHtml(service)}</a>
<div class="or">or with a token</div>`
  return page(
    'Sign in',
    `${said}
${byService}
<form method="post" action="${paths.token}">
<input type="hidden" name="to" value="${escapeHtml(to)}">
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="off" spellcheck="false" required aria-describedby="about">
<small id="about">An admin makes one with “runlight token create”. It begins with rl_.</small>
<button class="${service === null ? '' : 'quiet'}">Sign in with the token</button>
</form>`,
  )
}

/** For somebody who has signed in and was given nothing yet. */
export function noRolePage(name: string, key: string, proof: string): string {
  return page(
    'No role here yet',
    `<p>You are signed in, but your account has no role here yet: ask an admin of this Runlight to give you one, then load this page again.</p>
<dl><dt>Tell them that you are</dt><dd><strong>${escapeHtml(name)}</strong></dd><dt>which the list of people has as</dt><dd>${escapeHtml(key.replace(':', ' '))}</dd></dl>
<a class="button" data-to href="/">Look again</a>
${signOutForm(proof, 'quiet')}`,
  )
}

export function signOutPage(name: string, proof: string): string {
  return page(
    'Sign out?',
    `<p>You are signed in as <strong>${escapeHtml(name)}</strong>. Runs go on, whoever is signed in.</p>
${signOutForm(proof, '')}
<a class="button quiet" href="/">Stay</a>`,
  )
}

/** `endUrl`: where the session at the service itself is ended. */
export function signedOutPage(service: string | null, endUrl: string | null): string {
  const further =
    service === null || endUrl === null
      ? ''
      : `<p>At ${escapeHtml(service)} you are still signed in: on a computer of others, sign out there, too.</p>
<a class="button quiet" href="${escapeHtml(endUrl)}" rel="noreferrer">Sign out at ${escapeHtml(service)}</a>
<p></p>`
  return page(
    'You are signed out',
    `${further}
<a class="button" href="${paths.signIn}">Sign in again</a>`,
  )
}

function signOutForm(proof: string, look: string): string {
  return `<form method="post" action="${paths.signOut}">
<input type="hidden" name="proof" value="${escapeHtml(proof)}">
<button class="${look}">Sign out</button>
</form>`
}
