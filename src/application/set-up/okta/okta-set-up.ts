import { connectionPaths } from '../../../domain/sign-in/connection-addresses.ts';
import { checkAttributes } from './attribute-checks.ts';
import { checkConnection, checkConnectorTest, checkToken } from './connection-checks.ts';
import { nexts } from './next-steps.ts';
import { oktaScreens, type SamlPaths } from './okta-screens.ts';
import { applicationKindOf, checkChange, checkCreation, checkDeactivation } from './push-checks.ts';
import type { OktaSetUp, SetUpCheck, SetUpStep } from './set-up.ts';
import type { SetUpFacts } from './set-up-facts.ts';

/** How far an account is set up with Okta, by what happened in it. */
export function oktaSetUp(facts: SetUpFacts): OktaSetUp {
  const screens = oktaScreens(samlPathsOf(facts));
  const step = (id: SetUpStep['id'], checks: readonly SetUpCheck[]): SetUpStep => ({
    id,
    screens: id === 'singleSignOn' && signsInElsewhere(facts) ? [] : screens[id],
    checks: checks.map(withNext),
  });
  return {
    applicationKind: applicationKindOf(facts),
    steps: [
      step('singleSignOn', [checkConnection(facts)]),
      step('integration', [checkToken(facts), checkConnectorTest(facts)]),
      step('toApp', [checkCreation(facts), checkChange(facts), checkDeactivation(facts)]),
      step('attributes', checkAttributes(facts)),
    ],
  };
}

const withNext = (check: SetUpCheck): SetUpCheck =>
  check.state === 'waiting' && check.id !== 'attribute' ? { ...check, next: nexts[check.id] } : check;

/** By an application that is not this service's, which is told no address of it. */
const signsInElsewhere = ({ connections }: SetUpFacts): boolean =>
  connections.length > 0 && connections.every(({ state }) => state.provider.kind === 'elsewhere');

/** Of the newest connection by SAML. Okta asks for both before there can be one, and takes any address for the time being. */
function samlPathsOf({ connections }: SetUpFacts): SamlPaths {
  const paths = connections
    .map(({ state }) => connectionPaths(state))
    .findLast((some) => some?.kind === 'saml');
  return paths?.kind === 'saml' ? paths : { acs: '', audience: '' };
}
