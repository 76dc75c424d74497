import { oidcChecks, oidcRefusal } from '../../src/domain/sign-in/oidc-checks.ts';
import { personChecks, personRefusal } from '../../src/domain/sign-in/person-checks.ts';
import { samlChecks, samlRefusal } from '../../src/domain/sign-in/saml-checks.ts';
import type { SignInRefusal } from '../../src/domain/sign-in/sign-in-refusal.ts';

const table = <Check extends string>(
  checks: readonly Check[],
  refuse: (check: Check, expected: string, received: string) => SignInRefusal<Check>,
): string =>
  [
    '| Check | What to do |',
    '|---|---|',
    ...checks.map((one) => `| \`${one}\` | ${refuse(one, '', '').remedy} |`),
  ].join('\n');

/** `docs/reference/sign-in-checks.md`. */
export const signInCheckReference =
  (): string => `<!-- Written by \`npm run reference\` from src/domain/sign-in. -->
# Checks of a sign-in

Whoever is refused sees which check failed, what was expected and what came; so do the audit log and the request log. Checks stand in the
order in which they are made, and those before the one that failed have passed. What the pages say to people is in the
[administrator's guide](../guides/administrator.md#when-somebody-is-refused).

## Of the browser and the person

${table(personChecks, personRefusal)}

## Of a response by SAML

${table(samlChecks, samlRefusal)}

## Of an answer by OpenID Connect

${table(oidcChecks, oidcRefusal)}
`;
