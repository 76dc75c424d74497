import { expect, test } from 'vitest';
import { AgentJob, agentJobId } from '../../../src/domain/agent/agent-job.ts';
import { accountId, agentId } from '../../../src/domain/shared/identifiers.ts';
import { instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';

const ids = ['a', 'b', 'c'].map(agentId);
const [gone] = ids;
const minute = 60_000;
const refusal = (id = ids[1] as (typeof ids)[number]) => ({ id, code: 'ssoNotSetUp', message: 'No.' });

const started = (refused: readonly ReturnType<typeof refusal>[] = []) =>
  AgentJob.start(
    { id: agentJobId('j'), accountId: accountId('x'), action: 'remove', agents: ids, refused },
    noon,
  ).state;

test('whoever was not there has had a turn before the job begins', () => {
  const job = started([{ ...refusal(gone), code: 'agentNotFound' }]);
  expect(job.next(10)).toEqual(ids.slice(1));
  expect(job.results(0, 10).map(({ outcome }) => outcome)).toEqual(['refused', 'waiting', 'waiting']);
});

test('a job is one process at a time, and anybody else takes it a minute later', () => {
  const taken = started().take('first', noon).state;
  expect(taken.take('second', instantPlus(noon, minute - 1)).state).toBe(taken);
  const over = taken.take('second', instantPlus(noon, minute)).state;
  expect(over.state.holder).toBe('second');
  // What the first one did is done again, and not counted twice.
  expect(over.advance('first', 3, [], noon).state).toBe(over);
});

test('progress is no event, and the end is one', () => {
  const first = started().take('one', noon).state.advance('one', 2, [refusal()], noon);
  expect([first.state.state.worked, first.events]).toEqual([2, []]);
  const last = first.state.take('one', noon).state.advance('one', 1, [], noon);
  expect(last.state.hasEnded).toBe(true);
  expect(last.events).toMatchObject([{ type: 'AgentJobEnded' }]);
  expect(last.events[0]?.changes).toContainEqual({ path: 'refused', to: 1 });
  expect(last.state.take('two', instantPlus(noon, 8 * 86_400_000)).state).toBe(last.state);
});

test('a cancelled job gives nobody another turn, and ends with the turns that have begun', () => {
  const taken = started().take('one', noon).state;
  const cancelled = taken.cancel(noon).state;
  expect(cancelled.next(10)).toEqual([]);
  expect(cancelled.cancel(noon)).toMatchObject({ state: cancelled, events: [] });
  const ended = cancelled.advance('one', 2, [], noon).state;
  expect([ended.hasEnded, ended.state.worked]).toEqual([true, 2]);
  expect(ended.cancel(noon).events).toEqual([]);
});
