/** A day and an hour as a field of a form has them, `2026-11-23T12:00`, in a time zone. Pure. */

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** An instant in the time of the place. */
export function localTime(instant: string | number, timeZone: string): string {
  // Swedish dates are those of ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(instant)).replace(' ', 'T');
}

/** The instant that is meant; null where none is. Of an hour that comes twice in autumn one is taken; one that spring leaves out is moved. */
export function instantOf(local: string, timeZone: string): string | null {
  const asUtc = shape.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return null;
  const offset = (instant: number) => Date.parse(`${localTime(instant, timeZone)}Z`) - Math.floor(instant / 60_000) * 60_000;
  // The offset that holds is that of the instant itself; a first guess is off by some hours at the most.
  const near = asUtc - offset(asUtc);
  return new Date(asUtc - offset(near)).toISOString();
}
