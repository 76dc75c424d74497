import { defineConfig } from 'vitest/config';

/** For `npm run reference`, which compiles nothing first: it writes what a new use case lacks to compile. */
export default defineConfig({ test: { include: ['tests/reference/*.test.ts'] } });
