import type { TwoTimes } from '../../../application/audit/list-differences.ts';
import type { Cause, Difference } from '../../../application/past/difference/difference.ts';
import { resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { type AccountSession, accountVerb } from '../account-verb.ts';
import { aligned, printable } from '../aligned-text.ts';
import { changeLines, whoText } from '../audit/entry-text.ts';
import { parseTime } from '../audit/parse-time.ts';
import { chooseAgent, findAgent } from '../choose-agent.ts';

interface DifferenceOptions {
  readonly from: Instant;
  readonly to?: Instant;
  readonly agent?: string;
}

/** What differs between two times, as it is found: there may be very much. */
export const difference = accountVerb<DifferenceOptions>({
  usage: 'difference',
  summary: 'tell what differs between two times, and by which entries it came about',
  options: (command) =>
    command
      .requiredOption('--from <time>', 'the earlier time: 2026-10-01, or 24h for a day ago', parseTime)
      .option('--to <time>', 'the later time; now where it is not said', parseTime)
      .option('--agent <agent>', 'only what differs of this agent, who may be gone'),
  run: async (session, { from, to, agent, json }) => {
    const agentId = agent === undefined ? undefined : await agentIdAt(session, agent, from, to);
    const differences = differencesOf(session, { from, to, agentId });
    // The first page tells whether the times can be told of, before anything is written.
    const first = await differences.next();
    return { pieces: (json ? jsonPieces : textPieces)(first, differences) };
  },
});

/** Of somebody who was there at one of the times. @throws OperatorError `agentNotFound`, `agentAmbiguous`. */
async function agentIdAt(session: AccountSession, named: string, from: Instant, to: Instant | undefined) {
  const found = (await findAgent(session, named, to)) ?? (await chooseAgent(session, named, from));
  return found.state.id;
}

type Differences = AsyncGenerator<Difference, undefined>;

async function* differencesOf({ application, caller }: AccountSession, times: TwoTimes): Differences {
  let after: TwoTimes['after'];
  do {
    const page = await application.listDifferences(caller, { ...times, after, limit: resourcesPerPageMax });
    yield* page.differences;
    after = page.next;
  } while (after !== undefined);
}

async function* textPieces(first: IteratorResult<Difference>, others: Differences): AsyncGenerator<string> {
  if (first.done) yield 'Nothing differs.\n';
  for (let one = first; !one.done; one = await others.next()) yield differenceText(one.value);
}

async function* jsonPieces(first: IteratorResult<Difference>, others: Differences): AsyncGenerator<string> {
  let before = '{"differences":[';
  for (let one = first; !one.done; one = await others.next()) {
    yield before + JSON.stringify(one.value);
    before = ',';
  }
  yield first.done ? `${before}]}\n` : ']}\n';
}

function differenceText({ type, id, name, became, changes, causes, memberships }: Difference): string {
  const heading = [type, name, id, ...(became === 'same' ? [] : [became])].join('  ');
  const lines = aligned([
    // Of what came or went the entries tell all that it had.
    ...(became === 'changed' ? changes.flatMap((change) => changeLines(change, name)) : []),
    ...causes.map((cause) => ['  because', causeText(cause)]),
    ...memberships.flatMap(({ group, became, causes, exceptionEndedAt }) => [
      [`  ${became}`, group.displayName],
      ...causes.map((cause) => ['    because', causeText(cause)]),
      ...(exceptionEndedAt === undefined
        ? []
        : [['    because', `the exception of its rule ended at ${exceptionEndedAt}`]]),
    ]),
  ]);
  return `${printable(heading)}\n${lines}`;
}

const causeText = ({ at, action, principal, requestId, position }: Cause): string =>
  `${at}  ${action} by ${whoText(principal)}, request ${requestId}, position ${position}`;
