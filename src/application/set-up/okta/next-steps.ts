import type { SetUpCheck } from './set-up.ts';

/** What makes happen what is waited for, in Markdown. Attributes are waited for by nobody. */
export const nexts: Readonly<Record<Exclude<SetUpCheck['id'], 'attribute'>, string>> = {
  connection:
    'Make the application with these addresses for now. Then **Sign On → SAML 2.0 → Metadata details**: copy the *Metadata URL*.',
  token: 'Make a token, and enter it as the *Password*.',
  connectorTest:
    '**Test Connector Configuration** must be green; then save. If it is red, and nothing changes here, *SCIM connector base URL* or *Username* is mistyped.',
  creation: 'Assign yourself, or somebody else, on the application’s **Assignments** tab.',
  change: 'Change the person’s title in your directory.',
  deactivation:
    'Take the assignment away. If nothing changes here, **Deactivate Users** is off: **Provisioning → To App**.',
};
