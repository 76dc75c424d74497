import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const adapter = fileURLToPath(new URL('../../../src/adapters/node-runtime/', import.meta.url));

/** What a process writes that logs an error as a database's driver, or TypeORM, makes them. */
function logged(): Record<string, unknown> {
  const program = `
    import { createLogger } from '${adapter}logger.ts';
    import { PinoOperationalLog } from '${adapter}pino-operational-log.ts';
    const values = { sql: "INSERT INTO agents VALUES ('ada@example.com')", query: 'INSERT', parameters: ['ada@example.com'] };
    const cause = Object.assign(new Error('Unknown column'), values, { errno: 1054, code: 'ER_BAD_FIELD_ERROR' });
    const error = Object.assign(new Error('The agent was not stored.', { cause }), values, { errno: 1054, code: 'ER_BAD_FIELD_ERROR' });
    new PinoOperationalLog(createLogger('info', 'stdout')).error('A request failed', error, { requestId: 'r-1' });`;
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  return JSON.parse(
    execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', program], {
      encoding: 'utf8',
    }),
  );
}

test('An error in the log has its message, its causes and its number, and no values of a statement', () => {
  const line = logged();
  expect(line).toMatchObject({ level: 'error', msg: 'A request failed', requestId: 'r-1' });
  expect(line.err).toEqual({
    type: 'Error',
    message: 'The agent was not stored.: Unknown column',
    stack: expect.stringContaining('caused by: Error: Unknown column'),
    code: 'ER_BAD_FIELD_ERROR',
    errno: 1054,
  });
  expect(JSON.stringify(line)).not.toContain('ada@');
});
