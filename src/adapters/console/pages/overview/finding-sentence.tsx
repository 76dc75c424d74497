import type { ReactNode } from 'react';
import type { FindingAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { Moment } from '../../times/moment.tsx';

type Reason = FindingAnswer['reason'];

interface Parts {
  readonly name: ReactNode;
  readonly moment: ReactNode;
  readonly count: number;
}

const sentences: Readonly<Record<Reason, (parts: Parts) => ReactNode>> = {
  certificateEnded: ({ name, moment }) => (
    <>
      The signing certificate of {name} ended {moment}: nobody can sign in by it.
    </>
  ),
  certificateEnds: ({ name, moment }) => (
    <>
      The signing certificate of {name} ends {moment}.
    </>
  ),
  deactivationsStopped: ({ count, moment }) => (
    <>
      Okta deactivated {count} people within minutes, {moment}, and is stopped until somebody decides.
    </>
  ),
  groupsKept: ({ count, moment }) => (
    <>
      {count === 1 ? 'One group is' : `${count} groups are`} kept
      {moment && <>; the last change was {moment}</>}.
    </>
  ),
  manyDeactivated: ({ count, moment }) => (
    <>
      Okta deactivated {count} people within minutes, {moment}. Was it meant?
    </>
  ),
  metadataUnreadable: ({ name, moment }) => (
    <>
      The metadata of {name} cannot be read any more; the trouble began {moment}.
    </>
  ),
  nobodySignedIn: () => <>A connection is there, and nobody has signed in by it yet.</>,
  noGroups: () => <>There are no groups. Okta pushes them, or a rule makes them here.</>,
  nothingPushed: () => (
    <>Okta has pushed nobody yet. Whoever is assigned to the application will appear here.</>
  ),
  pushed: ({ name, moment }) => (
    <>
      The last push was about {name}, {moment}.
    </>
  ),
  pushRefused: ({ name, moment }) => (
    <>
      What Okta pushed about {name} was refused {moment}.
    </>
  ),
  ruleMatchesNobody: ({ name }) => <>Nobody satisfies the rule of the group {name}.</>,
  rulesUntried: ({ count }) => (
    <>
      {count === 1 ? 'One more rule was' : `${count} more rules were`} not tried this time: others are tried
      each hour.
    </>
  ),
  signedIn: ({ name, moment }) => (
    <>
      {name} signed in {moment}.
    </>
  ),
  signsInElsewhere: ({ name }) => <>People sign in elsewhere, by {name}.</>,
  ssoMissing: () => <>Single Sign-On is not set up, and nobody is provisioned before it is.</>,
  tokenEnded: ({ name, moment }) => (
    <>
      The token {name} expired {moment}: Okta cannot come in with it.
    </>
  ),
  tokenEnds: ({ name, moment }) => (
    <>
      The token {name} expires {moment}.
    </>
  ),
  tokenMissing: () => <>There is no API token with which Okta could come in.</>,
  tokenUnused: () => <>There is a token, and Okta has not come with it yet.</>,
  tokenUsed: ({ name, moment }) => (
    <>
      Okta came with the token {name} {moment}.
    </>
  ),
};

/** What was found, in words. */
export function FindingSentence({ finding }: { readonly finding: FindingAnswer }) {
  const { reason, subject, at, count = 0, message } = finding;
  const name = <strong>{subject?.name ?? 'somebody'}</strong>;
  return (
    <p>
      {sentences[reason]({ name, moment: at && <Moment at={at} />, count })} {message && <q>{message}</q>}
    </p>
  );
}
