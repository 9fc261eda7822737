/** Leaves out of the browser's scripts what an island never needs there. */
import type { Plugin } from 'vite';

const noStyles = '\0lean-islands/no-styles';

/** Every message is asked for in the language of its page: where a language could be guessed from is for nobody to know. */
const runtime = `
export const getLocale = () => document.documentElement.lang;
export const experimentalStaticLocale = undefined;
`;

export function leanIslandsPlugin(): Plugin {
  return {
    name: 'lean-islands',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'client',
    // Islands are rendered with the page, which brings their styles: the build of their scripts would send them again.
    resolveId: (id) => (/\.svelte\?.*type=style/.test(id) ? noStyles : undefined),
    load(id) {
      if (id === noStyles) return '';
      return id.endsWith('/i18n/compiled/runtime.js') ? runtime : undefined;
    },
  };
}
