/** The facts of the portal: its languages, and whether the interface speaks them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type PortalFacts, portalFacts } from '../../site/portal.ts';
import { readable } from './entries.ts';
import type { Lack } from './missing.ts';
import { listed, type Problem } from './problem.ts';

/** The languages of the portal as far as they can be read. */
export function languagesOf(value: unknown): string[] {
  const languages = (value as { languages?: unknown } | undefined)?.languages;
  return Array.isArray(languages) ? languages.filter((language): language is string => typeof language === 'string') : [];
}

/** What a schema can't see: languages without messages, a zone that nobody knows, words in a language that is not offered. */
export function problemsOfPortal(file: string, value: unknown, messages: string): Problem[] {
  const facts = readable(portalFacts, value);
  const { languages = [], defaultLanguage, timeZone } = facts;
  const problems: Problem[] = languages
    .filter((language) => !existsSync(join(messages, `${language}.json`)))
    .map((language) => ({
      file,
      field: 'languages',
      wrong: `names ${language}, and the interface has no words in it`,
      remedy: `add site/i18n/messages/${language}.json and ${language} to site/i18n/project.inlang/settings.json, or remove it`,
    }));
  if (defaultLanguage && !languages.includes(defaultLanguage)) {
    problems.push({
      file,
      field: 'defaultLanguage',
      wrong: `is ${defaultLanguage}`,
      remedy: `write one of the languages: ${listed(languages)}`,
    });
  }
  if (timeZone && !isTimeZone(timeZone)) {
    problems.push({ file, field: 'timeZone', wrong: `is ${timeZone}`, remedy: 'write an IANA time zone, as Asia/Jerusalem' });
  }
  for (const [field, texts] of textsOf(facts)) {
    for (const language of Object.keys(texts).filter((language) => !languages.includes(language))) {
      problems.push({
        file,
        field: `${field}.${language}`,
        wrong: 'is in a language that the portal is not in',
        remedy: 'add it to languages, or remove it',
      });
    }
  }
  return problems;
}

/** Texts that a language of the portal lacks. */
export function missingOfPortal(file: string, value: unknown): Lack[] {
  const facts = readable(portalFacts, value);
  return textsOf(facts).flatMap(([field, texts]) =>
    (facts.languages ?? []).filter((language) => !texts[language]).map((language) => ({ language, what: 'text', where: file, field })),
  );
}

function textsOf({ name, body, promise, notice, contact, inDanger, ...named }: Partial<PortalFacts>): [string, Record<string, string>][] {
  const texts: Record<string, Record<string, string> | undefined> = {
    name,
    body,
    promise,
    notice,
    'contact.address': contact?.address,
    'contact.hours': contact?.hours,
    inDanger,
  };
  for (const group of ['topics', 'areas', 'departments'] as const) {
    for (const [id, names] of Object.entries(named[group] ?? {})) texts[`${group}.${id}`] = names;
  }
  return Object.entries(texts).flatMap(([field, text]) => (text ? [[field, text]] : []));
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
