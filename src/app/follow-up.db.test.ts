import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { withClient } from '#platform/database/roles';
import { readAnchors } from '#platform/journal-chain/anchors';
import { verifyJournal } from '#platform/journal-chain/verify-journal';
import { type FollowUp, followUp } from './follow-up.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
let dataDir: string;
let following: FollowUp;
let said: string[];
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(() => product?.close());
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sollstand-follow-'));
  following = followUp(product.installation.ground, dataDir);
  said = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    said.push(String(line));
    return true;
  });
  return () => {
    vi.restoreAllMocks();
    rmSync(dataDir, { recursive: true });
  };
});

const asOwner = (text: string) =>
  withClient(product.installation.database.ownerUrl, (client) => client.query(text));
const write = async () =>
  expect((await product.ask('beratung', 'POST', '/towns/tannau/sites', { name: 'Bauhof' })).status).toBe(200);
const unsealed = async () =>
  (await sql<{ unsealed: number }>`select * from app.queue_counts()`.execute(product.installation.ground.db))
    .rows[0]?.unsealed;
const warnings = () => said.filter((line) => line.includes('"level":"warn"'));

test('words that cannot be learned do not hold up the seals; failure and recovery are told once each', async () => {
  await asOwner('alter function app.learn_words(int) rename to learn_words_away');
  await write();
  for (let n = 0; n < 3; n++) await following.turn();
  expect(await unsealed()).toBe(0);
  expect(readAnchors(dataDir)).toHaveLength(1);
  expect(warnings()).toHaveLength(1);
  expect(warnings()[0]).toContain('learning words');
  await asOwner('alter function app.learn_words_away(int) rename to learn_words');
  for (let n = 0; n < 3; n++) await following.turn();
  expect(warnings()).toHaveLength(2);
  expect(warnings()[1]).toContain('works again');
});

test('heads that could not be kept are kept later without another write, and nothing twice after a restart', async () => {
  const file = join(dataDir, 'journal-heads.log');
  mkdirSync(file);
  await write();
  for (let n = 0; n < 3; n++) await following.turn();
  expect(await unsealed()).toBe(0);
  expect(warnings()).toHaveLength(1);
  rmSync(file, { recursive: true });
  await following.turn();
  expect(readAnchors(dataDir)).toHaveLength(1);
  const restarted = followUp(product.installation.ground, dataDir);
  await restarted.turn();
  expect(readAnchors(dataDir)).toHaveLength(1);
  await write();
  await restarted.turn();
  expect(readAnchors(dataDir)).toHaveLength(2);
  const journals = await verifyJournal(product.installation.database.ownerUrl, readAnchors(dataDir));
  expect(journals.flatMap((journal) => journal.damage)).toEqual([]);
});

test('a head whose line was cut off by a full disk spoils only itself', async () => {
  const file = join(dataDir, 'journal-heads.log');
  await write();
  await following.turn();
  appendFileSync(file, '{"at":"2026-');
  const restarted = followUp(product.installation.ground, dataDir);
  await write();
  await restarted.turn();
  expect(readAnchors(dataDir)).toHaveLength(2);
});

test('the age of what is not sealed grows while sealing fails', async () => {
  await asOwner('alter function app.seal_journal(int) rename to seal_journal_away');
  try {
    await write();
    await following.turn();
    await new Promise((done) => setTimeout(done, 1100));
    expect(following.unsealedSeconds()).toBeGreaterThanOrEqual(1);
  } finally {
    await asOwner('alter function app.seal_journal_away(int) rename to seal_journal');
  }
  await following.turn();
  expect(following.unsealedSeconds()).toBe(0);
});
