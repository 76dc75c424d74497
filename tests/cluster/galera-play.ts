import { setTimeout as pause } from 'node:timers/promises';
import { findings } from './findings.ts';
import { Galera } from './galera.ts';
import { raceOnTwoNodes } from './galera-race.ts';
import { Load } from './load.ts';

const loadMilliseconds = 5_000;

/**
 * Kills the node that all write to, has it come back, and kills it once more.
 *
 * @param hasLoad - otherwise only the suites are run.
 * @param figures - of what was measured; they are added.
 * @returns what was wrong.
 */
export async function playGalera(
  port: number,
  hasLoad: boolean,
  figures: string[],
  runSuites?: (mariadbUrl: string) => Promise<void>,
): Promise<readonly string[]> {
  const galera = new Galera(port);
  try {
    await galera.start();
    // What is lost with the machine is nothing that the suites ask for.
    await galera.setAll('innodb_flush_log_at_trx_commit = 2');
    await runSuites?.(galera.urlOf(0, 'mysql'));
    await galera.setAll('innodb_flush_log_at_trx_commit = 1');
    if (!hasLoad) return [];
    const race = await raceOnTwoNodes(galera);
    figures.push(
      `Galera: policy changed on one node, agents written on both: ${race.wrong} of ${race.writes} writes went by an older policy`,
    );
    const load = await Load.on(galera.url);
    try {
      for (let kill = 0; kill < 2; kill++) {
        await pause(loadMilliseconds);
        await galera.kill(0);
        await pause(loadMilliseconds);
        await galera.startNode(0);
      }
      await pause(loadMilliseconds);
      const rules = await load.end();
      const shown = await load.shown();
      const wrong = [
        ...(race.wrong > 0 ? [`${race.wrong} writes on one node went by a policy changed on the other`] : []),
        ...race.findings,
        ...shown,
        ...load.causes,
        ...(await load.unsealed()),
        ...(await findings((sql) => galera.ask(1, sql), load.told, rules)),
      ];
      const writes = load.told.acknowledged.flat().length;
      figures.push(
        `Galera: two nodes lost and come back, ${writes} writes acknowledged, ${load.told.unavailable} answered 503, of these of unknown outcome: ${load.told.unknown}`,
      );
      return wrong;
    } finally {
      await load.stop();
    }
  } finally {
    await galera.stop();
  }
}
