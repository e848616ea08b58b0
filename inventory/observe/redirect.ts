// Where a redirect leads: to a login or error page it says that the caller was turned away, not that the operation exists.

const TURNED_AWAY =
  /(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sign-?on|sso|saml2?|oauth2?|oidc|authorize|authenticate|auth|session\/new|cas|error|errors|forbidden|unauthori[sz]ed|denied|maintenance|403|404|500)(?:$|[/._?#-])/i
const RETURN_PARAMETER = /[?&](?:return_?(?:to|url)|redirect_?(?:uri|url|to)?|next|continue|back|goto|rd)=/i

/** `location` as sent. */
export function leadsToLogin(location: string): boolean {
  const question = location.indexOf('?')
  const target = (question < 0 ? location : location.slice(0, question)).replace(/^[a-z]+:\/\/(?:[^/@]*@)?/i, '')
  return TURNED_AWAY.test(target) || (question >= 0 && RETURN_PARAMETER.test(location.slice(question)))
}
