import { expect, test } from 'vitest';
import { rollcallProgram } from '../../src/adapters/command-line/program/program.ts';
import { thisInstallation } from '../../src/main/this-installation.ts';
import { commandLineReference } from './command-line-reference.ts';
import { configurationExample, configurationReference } from './configuration-reference.ts';
import { databaseSchemaIndex } from './database-schema-index.ts';
import { metricsReference } from './metrics-reference.ts';
import { operationIndex } from './operation-index.ts';
import { propertyTexts } from './property-texts.ts';
import { signInCheckReference } from './sign-in-check-reference.ts';
import { troubleshootingGuide } from './troubleshooting-guide.ts';
import { useCaseIndex } from './use-case-index.ts';
import { useCaseReference } from './use-case-reference.ts';

/** Files that say what the code says; `npm run reference` writes them, which is this test with `--update`. */
const generated: Readonly<Record<string, () => string | Promise<string>>> = {
  'config/.env.example': configurationExample,
  'docs/guides/troubleshooting.md': troubleshootingGuide,
  'docs/reference/command-line.md': () => commandLineReference(rollcallProgram(thisInstallation)),
  'docs/reference/configuration.md': configurationReference,
  'docs/reference/metrics.md': metricsReference,
  'docs/reference/sign-in-checks.md': signInCheckReference,
  'docs/reference/use-cases.md': useCaseReference,
  'src/adapters/koa-admin/openapi/property-texts.json': propertyTexts,
  'src/adapters/koa-admin/operations/index.ts': operationIndex,
  'src/adapters/typeorm-persistence/entities/database-schema.ts': databaseSchemaIndex,
  'src/application/index.ts': useCaseIndex,
};

test.each(Object.entries(generated))('%s is what `npm run reference` writes', async (path, text) => {
  await expect(await text()).toMatchFileSnapshot(`../../${path}`);
});
