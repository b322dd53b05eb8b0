/** German sentences about a town's IT, made of parts; the same seed gives the same text. */
const SUBJECTS = [
  'Die Datensicherung',
  'Der Serverraum im Rathaus',
  'Die Telefonanlage',
  'Das Notfallhandbuch',
  'Die Firewall der Außenstelle',
  'Der Vertrag mit dem Rechenzentrum',
  'Die Rufbereitschaft',
  'Das Druckkonzept',
  'Die Schlüsselverwaltung',
  'Das WLAN im Bürgersaal',
  'Die Lizenzübersicht',
  'Der Verzeichnisdienst',
  'Die Störungsannahme',
  'Das Finanzverfahren',
  'Die Unterstromversorgung',
  'Das Ratsinformationssystem',
  'Die Verkabelung der Grundschule',
  'Der Bauhof',
  'Das Einwohnermeldewesen',
  'Die Stadtbücherei',
  'Die Berechtigungsvergabe',
  'Das Geräteverzeichnis',
  'Der Ersatzteilbestand',
  'Die Vertretungsregelung',
  'Die Schulung der Beschäftigten',
];
const STATES = [
  'ist seit Jahren nicht überprüft worden',
  'wird von einer einzigen Kraft betreut',
  'entspricht nicht dem Stand der Technik',
  'ist nur mündlich beschrieben',
  'fällt im Mittel zweimal im Quartal aus',
  'wurde beim Rundgang ungesichert vorgefunden',
  'läuft auf abgekündigter Software',
  'ist im Haushalt nicht veranschlagt',
  'kennt keine geregelte Freigabe',
  'hat keinen benannten Verantwortlichen',
  'wird doppelt geführt und weicht voneinander ab',
  'ist für Prüfungen nicht nachvollziehbar',
  'hängt von einem auslaufenden Vertrag ab',
  'wird nicht überwacht',
  'ist vorbildlich geordnet',
  'wurde zuletzt im Frühjahr erneuert',
];
const CONSEQUENCES = [
  'Ein Ausfall träfe die Auszahlung der Sozialleistungen',
  'Die Kämmerei kann die Kosten nicht zuordnen',
  'Anfragen aus den Ämtern bleiben bis zu drei Tagen liegen',
  'Die Wiederherstellung ist nie geübt worden',
  'Der Datenschutzbeauftragte hat darauf hingewiesen',
  'Bei Urlaub und Krankheit steht die Bearbeitung still',
  'Das Wartungsfenster kollidiert mit den Öffnungszeiten',
  'Die Versicherung verlangt einen Nachweis',
  'Für das kommende Jahr ist ein Ersatz angekündigt',
  'Die Beschäftigten behelfen sich mit eigenen Listen',
  'Der Gemeinderat hat dazu eine Anfrage gestellt',
  'Die Nachbarstadt bietet eine Zusammenarbeit an',
];
const SOURCES = [
  'Gespräch mit der Amtsleitung',
  'Rundgang am zweiten Tag',
  'Einsicht in die Verträge',
  'Auswertung der Störungsliste',
  'Aufzeichnung über vierzehn Tage',
  'Prüfung der Rechnungen des Vorjahres',
];
/** What people type: whole words, beginnings, two words, a slip of the finger. */
export const SEARCHES = [
  'Datensicherung',
  'serverraum',
  'Vertrag Rechenz',
  'notfallh',
  'Firewall Außenstelle',
  'überwacht',
  'Lizenzübersicht Versicherung',
  'Rufbereitschft',
  'Bauhof Urlaub',
  'Schlüssel',
];

export interface SeedFinding {
  title: string;
  statement: string;
  basis: string;
  area: string;
  severity: number;
  status: string;
}

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const AREAS = [
  'organisation',
  'steering',
  'operations',
  'security',
  'budget',
  'infrastructure',
  'applications',
  'contracts',
];
const STATUSES = ['draft', 'in_review', 'confirmed', 'corrected', 'disputed'];

export function makeFinding(random: () => number): SeedFinding {
  const one = (of: readonly string[]): string => of[Math.floor(random() * of.length)] ?? '';
  const [subject, state] = [one(SUBJECTS), one(STATES)];
  const more = Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
    random() < 0.5 ? `${one(CONSEQUENCES)}.` : `${one(SUBJECTS)} ${one(STATES)}.`,
  );
  return {
    title: `${subject} ${state}`,
    statement: `${subject} ${state}. ${more.join(' ')}`,
    basis: `${one(SOURCES)}, ${1 + Math.floor(random() * 28)}.${1 + Math.floor(random() * 12)}.2026; ${one(CONSEQUENCES)}.`,
    area: one(AREAS),
    severity: 1 + Math.floor(random() * 4),
    status: one(STATUSES),
  };
}
