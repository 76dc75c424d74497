import type { SetUpCheckAnswer, SetUpStepAnswer } from '../../../koa-admin/answers/okta-set-up-answer.ts';
import type { RollState } from '../../roll/state-mark.tsx';

type State = SetUpCheckAnswer['state'];

export const rollStates: Readonly<Record<State, RollState>> = {
  open: 'notCalled',
  waiting: 'late',
  done: 'present',
  doubtful: 'late',
  wrong: 'absent',
};

/** Whether it is still to be done, or mended. */
export const isOpen = ({ state }: SetUpCheckAnswer): boolean => state !== 'done' && state !== 'doubtful';

interface CheckWords {
  readonly name: string;
  readonly answers: Readonly<Record<State, string>>;
}

const refused = { doubtful: 'Not for everybody', wrong: 'Refused' } as const;

/** How a check is called, and what it answers. */
export const checkWords: Readonly<Record<SetUpCheckAnswer['id'], CheckWords>> = {
  connection: {
    name: 'Connection',
    answers: {
      ...refused,
      open: 'Not yet',
      waiting: 'Waiting for metadata',
      done: 'Connected',
      wrong: 'Missing',
    },
  },
  token: {
    name: 'API token',
    answers: { ...refused, open: 'Not yet', waiting: 'None yet', done: 'Made', wrong: 'Ended' },
  },
  connectorTest: {
    name: 'Connector test',
    answers: {
      ...refused,
      open: 'Needs a token',
      waiting: 'Waiting for the connector test',
      done: 'Test received',
    },
  },
  creation: {
    name: 'Somebody comes',
    answers: {
      ...refused,
      open: 'After the test',
      waiting: 'Waiting for the first person',
      done: 'Person pushed',
    },
  },
  change: {
    name: 'Somebody changes',
    answers: {
      ...refused,
      open: 'After the first person',
      waiting: 'Waiting for a change',
      done: 'Change received',
    },
  },
  deactivation: {
    name: 'Somebody leaves',
    answers: {
      ...refused,
      open: 'After the first person',
      waiting: 'Waiting for a deactivation',
      done: 'Deactivated',
      wrong: 'Was not told',
    },
  },
  attribute: {
    name: 'Attribute',
    answers: {
      open: 'Nobody came yet',
      waiting: 'Waiting',
      done: 'Arrives',
      doubtful: 'Not with everybody',
      wrong: 'Does not arrive',
    },
  },
};

export const stepWords: Readonly<
  Record<SetUpStepAnswer['id'], { readonly title: string; readonly about: string }>
> = {
  singleSignOn: {
    title: 'Single Sign-On',
    about:
      'One application in Okta lets people sign in, and provisions them. Nobody is provisioned before they can sign in.',
  },
  integration: {
    title: 'The connection for provisioning',
    about: 'Okta reaches the account by an address and a token.',
  },
  toApp: {
    title: 'People come, change and leave',
    about: 'Three ticks in Okta. Assign one person, and watch them come here, before you assign everybody.',
  },
  attributes: {
    title: 'Attributes of your own',
    about:
      'Whatever else is known of people, such as where they work. Rules make groups of it. Nothing has to be made here first.',
  },
};

const order: readonly State[] = ['wrong', 'waiting', 'open', 'doubtful', 'done'];

/** What a step is, which is what most needs somebody of its checks; with none of them there is nothing to wait for. */
export const stateOf = ({ checks }: SetUpStepAnswer): State =>
  order.find((state) => checks.some((check) => check.state === state)) ?? 'open';
