/** What a session was begun with, for the person who began it: "Firefox, Windows". Names of products need no translation. */
const browsers: [RegExp, string][] = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** The browser and the system that a `User-Agent` names, as far as it does; null where it names neither. */
export function deviceOf(userAgent: string | null): string | null {
  const known = [browsers, systems].flatMap((list) => list.find(([sign]) => sign.test(userAgent ?? ''))?.[1] ?? []);
  return known.length > 0 ? known.join(', ') : null;
}
