/** Official replies to comments, as officials write them. */
import { expect } from 'vitest';
import { type OfficialReply, officialReply } from '../../worker/comments/contract.ts';
import { replyHistory } from '../../worker/replies/contract.ts';
import { shaped } from './answers.ts';
import type { Browser } from './portal.ts';

type Words = Record<string, string>;

/** Answers a comment, and gives back whatever is answered. */
export function answer(official: Browser, comment: string, words: Words, department?: string | null): Promise<Response> {
  return official.send('POST', '/api/office/replies', { body: { comment, words, ...(department === undefined ? {} : { department }) } });
}

/** Answers a comment, and expects that it was taken. */
export async function answered(official: Browser, comment: string, words: Words, department?: string | null): Promise<OfficialReply> {
  return shaped(await answer(official, comment, words, department), 201, officialReply);
}

export function edit(official: Browser, { id, version }: Pick<OfficialReply, 'id' | 'version'>, words: Words): Promise<Response> {
  return official.send('PUT', `/api/office/replies/${id}`, { body: { expecting: version, words } });
}

export async function edited(official: Browser, reply: OfficialReply, words: Words): Promise<OfficialReply> {
  return shaped(await edit(official, reply, words), 200, officialReply);
}

export async function taken(official: Browser, { id }: Pick<OfficialReply, 'id'>): Promise<void> {
  expect((await official.send('DELETE', `/api/office/replies/${id}`)).status).toBe(204);
}

export async function historyOf(browser: Browser, { id }: Pick<OfficialReply, 'id'>) {
  return shaped(await browser.get(`/api/official-replies/${id}`), 200, replyHistory);
}
