import { globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { declaringIn, Suite } from './test-collection.ts';

/** Loads the test files of the working folder that fit, with a stand-in for Vitest's collector. */
export async function loadTests(patterns: readonly string[]): Promise<readonly Suite[]> {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vitest' && !context.parentURL?.includes('/tests/mutation/')
        ? { url: new URL('./vitest-stand-in.ts', import.meta.url).href, shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url.endsWith('.ts') && !url.includes('/tests/mutation/')
        ? { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true }
        : next(url, context),
  });
  const files: Suite[] = [];
  for (const name of globSync([...patterns]).sort()) {
    const file = new Suite(name);
    await declaringIn(file, () => import(pathToFileURL(name).href));
    files.push(file);
  }
  return files;
}

/** Node.js removes types by itself, but runs neither decorators nor parameter properties. */
function compiled(path: string): string {
  return transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    sourceMaps: 'inline',
    swcrc: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, useDefineForClassFields: true },
    },
  }).code;
}
