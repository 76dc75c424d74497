/** What operations are about, in the order and in the words of the reference. */
export const areas = {
  Agents:
    'The people whom the directory has assigned: found, looked into, kept out, let in again and removed.',
  Groups: 'Groups of agents, and of the users who look after them; who belongs to each, and why.',
  Rules: 'Groups whose members follow from a rule, their exceptions, and what makes groups of values.',
  Attributes: 'Custom attributes: what they may be, how much they are used, and what is not kept.',
  Account: 'The account itself and how it is provisioned.',
  Brake: 'What becomes of many whom the directory deactivates at once: a wrong assignment, perhaps.',
  'Single Sign-On': 'By what agents sign in.',
  Roles: 'Who may enter, as what, and through what.',
  Sessions: 'Who is signed in.',
  Configuration: 'The account as one document, and lists that come from tables.',
  Tokens: 'API tokens: of directories, of scripts and of services that follow what happens.',
  'Audit log': 'What happened and what was refused.',
  Requests: "What was asked of the service in the account's name, what it meant, and why it was refused.",
  Accounts: 'All accounts, for whoever runs the service.',
} as const;

export type Area = keyof typeof areas;
