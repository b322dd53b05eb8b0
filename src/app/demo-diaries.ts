import { addDays, localDateOf, weekdayOf } from '#kernel/dates';
import { storeDay } from '#modules/activity';
import { type Actor, inTown } from '#platform/tx';
import type { Installation } from './installation.ts';

type Minutes = [
  strategic: number,
  project: number,
  service: number,
  operation: number,
  fire: number,
  administration: number,
];

/** Five days each, Monday to Friday; none of them is large enough a group alone, together they are. */
const DIARIES: { login: string; role: string; interruptions: number[]; days: Minutes[] }[] = [
  {
    login: 'it',
    role: 'it_administrator',
    interruptions: [14, 9, 17, 11, 12],
    days: [
      [0, 60, 90, 180, 120, 30],
      [30, 90, 75, 150, 90, 45],
      [0, 0, 60, 120, 270, 30],
      [15, 120, 105, 165, 45, 30],
      [0, 60, 90, 195, 75, 45],
    ],
  },
  {
    login: 'amt',
    role: 'first_level_support',
    interruptions: [18, 22, 25, 16, 14],
    days: [
      [0, 0, 270, 45, 120, 15],
      [0, 30, 255, 30, 105, 30],
      [0, 0, 180, 30, 240, 15],
      [0, 45, 285, 45, 75, 15],
      [0, 0, 240, 60, 60, 30],
    ],
  },
  {
    login: 'isb',
    role: 'isb',
    interruptions: [3, 2, 5, 2, 1],
    days: [
      [30, 0, 0, 30, 0, 60],
      [45, 30, 15, 15, 0, 30],
      [0, 0, 0, 15, 90, 15],
      [60, 45, 0, 15, 0, 30],
      [30, 0, 15, 15, 0, 45],
    ],
  },
];

/** Three diaries of the example town, of the last week that is over, written in the name of their authors. */
export async function loadDiaries(
  { ground }: Installation,
  town: { id: string; slug: string },
  accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const today = localDateOf(ground.clock.now());
  const monday = addDays(today, 1 - weekdayOf(today) - 7);
  for (const { login, role, interruptions, days } of DIARIES) {
    const author: Actor = {
      userId: accounts.get(login) ?? null,
      name: login,
      townId: town.id,
      townSlug: town.slug,
      functions: [],
      offices: 'all',
      via: 'command',
      locale: 'de',
    };
    if (!author.userId) continue;
    await inTown(ground, author, async (tx) => {
      for (const [
        at,
        [strategic, project, service, operation, fire_fighting, administration],
      ] of days.entries())
        await storeDay(tx, {
          day: addDays(monday, at),
          role,
          interruptions: interruptions[at] ?? 0,
          note: '',
          minutes: { strategic, project, service, operation, fire_fighting, administration },
        });
    });
  }
}
