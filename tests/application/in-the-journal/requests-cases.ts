import { later } from '../../support/agents.ts';
import { type Cases, forbidden } from './journal-case.ts';

export const requestsCases = {
  forgetRequests: {
    does: (on) => on.application.forgetRequests(on.caller, { before: later }),
    entries: [],
    isRefused: (on) => on.application.forgetRequests(on.directory, { before: later }),
    ...forbidden,
  },
  listRequests: {
    does: (on) => on.application.listRequests(on.caller, { limit: 10 }),
    entries: [],
    isRefused: (on) => on.application.listRequests(on.signedIn('manager'), { limit: 10 }),
    ...forbidden,
  },
  readOktaSetUp: {
    does: (on) => on.application.readOktaSetUp(on.caller),
    entries: [],
    isRefused: (on) => on.application.readOktaSetUp(on.signedIn('manager')),
    ...forbidden,
  },
  readRequest: {
    does: (on) => on.application.readRequest(on.caller, on.request),
    entries: [],
    isRefused: (on) => on.application.readRequest(on.directory, on.request),
    ...forbidden,
  },
} satisfies Cases;
