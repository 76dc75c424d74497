/** Whose clients are told apart, by what they call themselves. Words of a User-Agent are anybody's, and so no label. */
const kinds = {
  browser: /^Mozilla\//,
  okta: /okta/i,
  entra: /azure|entra|microsoft/i,
  google: /google/i,
  jumpcloud: /jumpcloud/i,
  onelogin: /onelogin/i,
  ping: /\bping(one|federate|identity)/i,
  authentik: /authentik/i,
  keycloak: /keycloak/i,
} as const;

/** `unnamed` is who calls itself nothing, as OneLogin does. */
export type ClientKind = keyof typeof kinds | 'unnamed' | 'other';

/** Clients call themselves the same in each request. */
const known = new Map<string, ClientKind>();
const knownMax = 100;
const charactersMax = 300;

export function clientKind(userAgent: string): ClientKind {
  const remembered = known.get(userAgent);
  if (remembered !== undefined) return remembered;
  const kind = kindOf(userAgent);
  if (known.size < knownMax && userAgent.length <= charactersMax) known.set(userAgent, kind);
  return kind;
}

function kindOf(userAgent: string): ClientKind {
  if (userAgent === '') return 'unnamed';
  for (const [kind, pattern] of Object.entries(kinds)) if (pattern.test(userAgent)) return kind as ClientKind;
  return 'other';
}
