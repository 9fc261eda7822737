/** What the desk is made of, in D1. */
import { deskFacts } from '../../db/desk.ts';

export function facts(d1: D1Database, now: number) {
  return deskFacts(d1, now);
}
