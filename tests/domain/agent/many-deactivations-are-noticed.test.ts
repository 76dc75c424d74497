import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentJobId } from '../../../src/domain/agent/agent-job.ts';
import { DeactivationBrake } from '../../../src/domain/agent/deactivation-brake.ts';
import { accountId } from '../../../src/domain/shared/identifiers.ts';
import { instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';

const account = { id: accountId('acme'), name: 'Acme' };
const minute = 60_000;
const at = (minutes: number) => instantPlus(noon, minutes * minute);

const brakeWith = (settings: Parameters<DeactivationBrake['set']>[0]) =>
  DeactivationBrake.untouched.set(settings, account, noon).state;

/** One more agent loses its access, of so many who have it. */
function deactivated(brake: DeactivationBrake, active: number, minutes = 0) {
  const counted = brake.wantsCount(1, at(minutes)) ? brake.counting(active, at(minutes)) : brake;
  return counted.deactivation(account, at(minutes));
}

/** So many of them, one after the other at the same time; with the events of all. */
function afterMany(brake: DeactivationBrake, count: number, active: number, minutes = 0) {
  const events: unknown[] = [];
  let current = brake;
  for (let index = 0; index < count; index++) {
    const change = deactivated(current, active - index, minutes);
    events.push(...change.events);
    current = change.state;
  }
  return { brake: current, events };
}

const strict = { percent: 25, minutes: 10, agentsMin: 3 };

test('more than the share are many, and exactly the share are not', () => {
  const exactly = afterMany(brakeWith(strict), 5, 20);
  expect([exactly.brake.state.wave, exactly.events]).toEqual([undefined, []]);
  const more = deactivated(exactly.brake, 15);
  expect(more.events).toMatchObject([{ type: 'ManyAgentsDeactivated', target: { type: 'account' } }]);
  expect(more.state.state.wave).toMatchObject({ agents: 6, of: 20, isStopped: false, since: noon });
  expect(afterMany(more.state, 14, 14).events).toEqual([]);
});

test('fewer than the least number are never many', () => {
  expect(afterMany(brakeWith(strict), 2, 2).brake.state.wave).toBeUndefined();
  expect(afterMany(brakeWith(strict), 3, 3).brake.state.wave).toMatchObject({ agents: 3, of: 3 });
});

test('what lies before the window does not count', () => {
  const early = afterMany(brakeWith(strict), 5, 20).brake;
  expect(deactivated(early, 15, 10).state.state.wave?.agents).toBe(6);
  expect(deactivated(early, 15, 10.1).state.state.wave).toBeUndefined();
});

test('a share of 100 % is never exceeded', () => {
  expect(afterMany(brakeWith({ ...strict, percent: 100 }), 20, 20).events).toEqual([]);
});

test('who has come since the agents were counted counts as well', () => {
  const few = afterMany(brakeWith(strict), 3, 20).brake;
  expect(afterMany(few, 5, 1000, 1).events).toEqual([]);
});

test('a wave ends with its window, and another one is told of anew', () => {
  const first = afterMany(brakeWith(strict), 6, 20).brake;
  const later = afterMany(first, 4, 14, 11);
  expect(later.events).toMatchObject([{ type: 'ManyAgentsDeactivated' }]);
  expect(later.brake.state.wave).toMatchObject({ since: at(11), agents: 4, of: 14 });
});

test('where it stops, whatever comes behind the wave is refused until somebody decides', () => {
  const { brake, events } = afterMany(brakeWith({ ...strict, stops: true }), 6, 20);
  expect(events).toHaveLength(1);
  for (const minutes of [0, 60, 100_000])
    expect(() => brake.deactivation(account, at(minutes))).toThrow(
      expect.objectContaining({ code: 'brakeHolds', details: { retryAfterSeconds: 300 } }),
    );
  expect(() => brake.requireReleased()).toThrow('6 of 20 agents');
  const released = brake.goOn(account, at(1));
  expect(released.events).toMatchObject([{ type: 'BrakeReleased' }]);
  const gone = afterMany(released.state, 14, 14, 2);
  expect(gone.brake.state.wave).toMatchObject({ agents: 14, isStopped: false });
  expect(gone.brake.goOn(account, at(3)).state.goOn(account, at(3)).events).toEqual([]);
});

test('a day after it was let go on, it stops again', () => {
  const released = afterMany(brakeWith({ ...strict, stops: true }), 6, 20).brake.goOn(account, noon).state;
  const nextDay = afterMany(released, 4, 14, 24 * 60).brake;
  expect(nextDay.state.wave).toMatchObject({ agents: 4, isStopped: true });
});

test('to switch it on while a wave is under way stops it, and afterwards does not', () => {
  const told = afterMany(brakeWith(strict), 6, 20).brake;
  expect(told.set({ stops: true }, account, at(10)).state.state.wave?.isStopped).toBe(true);
  expect(told.set({ stops: true }, account, at(10.1)).state.state.wave?.isStopped).toBe(false);
  const stopped = told.set({ stops: true }, account, noon).state;
  expect(stopped.set({ percent: 30 }, account, noon).state.state.wave?.isStopped).toBe(true);
  expect(stopped.set({ stops: false }, account, noon).state.state.wave?.isStopped).toBe(false);
  expect(stopped.set({ stops: true }, account, noon).events).toEqual([]);
});

test('settings have bounds', () => {
  for (const [name, values] of Object.entries({
    percent: [0, 101, 1.5],
    minutes: [0, 1441],
    agentsMin: [0, 100_001],
  })) {
    for (const value of values)
      expect(() => brakeWith({ [name]: value })).toThrow(
        expect.objectContaining({ code: 'attributeInvalid', details: { attribute: name } }),
      );
  }
  expect(brakeWith({ percent: 100, minutes: 1440, agentsMin: 100_000 }).state.settings.stops).toBe(false);
});

test('a wave stays until all of its agents have had a turn, whoever began to bring them back', () => {
  const [one, two] = [agentJobId('one'), agentJobId('two')];
  const wave = afterMany(brakeWith(strict), 6, 20).brake;
  const first = wave.bringBack(one, undefined, false).state;
  expect(first.bringBack(two, undefined, false).state).toBe(first);
  const second = first.bringBack(two, one, true).state;
  expect(second.broughtBack(one, account, noon).events).toEqual([]);
  const over = second.broughtBack(two, account, noon);
  expect(over.events).toMatchObject([{ type: 'BrakeReleased' }]);
  expect(over.state.state.wave).toBeUndefined();
  // Those that follow meanwhile, however late, belong to it.
  expect(deactivated(second, 14, 9).state.state.wave?.agents).toBe(7);
});

test('a wave tells how far it is over all of its jobs, and counts refusals anew where somebody begins anew', () => {
  const [one, two, three] = [agentJobId('one'), agentJobId('two'), agentJobId('three')];
  const wave = afterMany(brakeWith(strict), 6, 20).brake;
  const first = wave.bringBack(one, undefined, false).state.advance(one, 4, 1).state;
  const second = first.bringBack(two, one, true).state;
  expect(second.advance(one, 1, 0).state).toBe(second);
  const further = second.advance(two, 2, 1).state;
  expect(further.state.wave).toMatchObject({ broughtBack: 4, refused: 2 });
  const over = further.broughtBack(two, account, noon);
  expect(over.events[0]?.changes).toEqual(
    expect.arrayContaining([
      { path: 'broughtBack', from: undefined, to: 4 },
      { path: 'refused', from: undefined, to: 2 },
    ]),
  );
  const anew = further.bringBack(three, two, false).state.advance(three, 2, 1).state;
  expect(anew.state.wave).toMatchObject({ broughtBack: 5, refused: 1 });
});

test('it agrees with whoever counts every one, to a sixtieth of the window', () => {
  const step = fc.record({ seconds: fc.nat(120), provisioned: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.nat(60), (steps, agents) => {
      const settings = { percent: 20, minutes: 10, agentsMin: 3 };
      const [window, part] = [600, 10];
      let brake = brakeWith(settings);
      let active = agents + 1;
      let everybody = active;
      let seconds = 0;
      let isTold = false;
      const times: number[] = [];
      for (const { seconds: pause, provisioned } of steps) {
        seconds += pause;
        active += provisioned;
        if (active === 0) break;
        const change = deactivated(brake, active, seconds / 60);
        brake = change.state;
        active -= 1;
        times.push(seconds);
        const within = (length: number) => times.filter((time) => time >= seconds - length).length;
        isTold ||= change.events.length > 0;
        if (change.events.length > 0) {
          const [most, of] = [within(window), brake.state.wave?.of ?? 0];
          expect(brake.state.wave?.agents).toBeLessThanOrEqual(most);
          expect(brake.state.wave?.agents).toBeGreaterThanOrEqual(within(window - part));
          expect(within(window) * 100).toBeGreaterThan(settings.percent * of);
        }
        everybody += provisioned;
        const least = within(window - part);
        if (least >= settings.agentsMin && least * 100 > settings.percent * everybody)
          expect(brake.state.wave).toBeDefined();
        expect(brake.state.recent.length).toBeLessThanOrEqual(61);
      }
      expect(brake.state.wave === undefined).toBe(!isTold);
    }),
  );
});
