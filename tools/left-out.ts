import type { Plugin } from 'rolldown';

/**
 * Leaves modules of libraries out of the output that nobody uses here: a process keeps the text of all that it loads in memory.
 * Whatever is asked of such a module can be named and handed on, and throws once it is called.
 */
export const leftOut = (modules: RegExp): Plugin => ({
  name: 'left-out',
  load: {
    filter: { id: modules },
    handler: (id) => {
      const message = `${id.slice(id.lastIndexOf('node_modules/'))} is left out of the build (rolldown.config.ts).`;
      // A function and no class, for it is called with `new` and without.
      const absent = `function () { throw new Error(${JSON.stringify(message)}); }`;
      return `module.exports = new Proxy({}, { get: (named, name) => (named[name] ??= ${absent}) });`;
    },
  },
});
