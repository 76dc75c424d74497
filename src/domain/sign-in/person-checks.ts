import { refusals, type SignInRefusal } from './sign-in-refusal.ts';

/**
 * What is looked at besides the answer of an identity provider: the browser that brings it before, and who it is afterwards. Each with what
 * to do about it.
 */
const remedies = {
  browser:
    'Sign in again from the beginning, in one browser that takes cookies. The identity provider has to send back the RelayState, and to name the request in InResponseTo.',
  agent:
    'Assign the person to the application by which the directory provisions people here, and see that it sends the userName, or the id by which it provisions. Sign-in makes nobody.',
  active:
    'Assign the person in the directory again. Where an administrator here deactivated the person, an administrator here lets the person in.',
  role: 'Give the person a role in the directory, or make the person a member of a group that gives one.',
} as const;

type PersonCheck = keyof typeof remedies;

export type PersonRefusal = SignInRefusal<PersonCheck>;

export const personRefusal = refusals<PersonCheck>(remedies);
