/** Terms the appendix explains, in the order of the alphabet. */
type Glossary = readonly (readonly [term: string, meaning: string])[];

export const GLOSSARY: Readonly<Record<'de' | 'en', Glossary>> = {
  de: [
    [
      'Ergebnishaushalt',
      'Teil des Haushalts mit Aufwendungen und Erträgen eines Jahres, darunter laufende Kosten der IT.',
    ],
    [
      'Feststellung',
      'Belegte Aussage über den Ist-Stand, die den Verantwortlichen zur Durchsicht vorgelegt wird.',
    ],
    ['Finanzhaushalt', 'Teil des Haushalts mit Ein- und Auszahlungen; hier stehen die Investitionen.'],
    [
      'Informationssicherheit',
      'Schutz von Vertraulichkeit, Verfügbarkeit und Unversehrtheit von Informationen.',
    ],
    ['ISB', 'Informationssicherheitsbeauftragte oder -beauftragter.'],
    [
      'ISMS',
      'Managementsystem für Informationssicherheit: Regeln, Zuständigkeiten und ihre jährliche Überprüfung.',
    ],
    ['ITIL', 'Verbreitete Sammlung guter Praktiken für die Erbringung von IT-Leistungen.'],
    ['Maßnahme', 'Vorhaben, das Feststellungen behebt, mit Kosten, Aufwand, Verantwortung und Nachweis.'],
    ['Personalunion', 'Mehrere Rollen liegen in der Hand einer Person.'],
    ['Servicedesk', 'Zentrale Anlaufstelle der Beschäftigten für Störungen und Wünsche zur IT.'],
    ['Ticket', 'Erfasstes Anliegen mit Bearbeitungsstand, Zuständigkeit und Frist.'],
    [
      'VdS 10000',
      'Richtlinie für Informationssicherheit in kleinen und mittleren Organisationen; Nachfolgerin der VdS 3473.',
    ],
  ],
  en: [
    ['Finding', 'A statement about the actual state with evidence, which is put before those responsible.'],
    ['Information security', 'Protection of confidentiality, availability and integrity of information.'],
    ['Investment budget', 'The part of the budget with payments; it holds the investments (Finanzhaushalt).'],
    ['ISB', 'Information security officer (Informationssicherheitsbeauftragte).'],
    ['ISMS', 'Information security management system: rules, responsibilities and their yearly review.'],
    ['ITIL', 'A widespread collection of good practices for providing IT services.'],
    ['Measure', 'An undertaking that corrects findings, with cost, effort, responsibility and proof.'],
    ['Result budget', 'The part of the budget with expense and income of a year (Ergebnishaushalt).'],
    ['Service desk', 'The single point of contact of staff for disturbances and requests.'],
    ['Ticket', 'A recorded request with its state, responsibility and deadline.'],
    ['Union of roles', 'Several roles lie in the hands of one person.'],
    [
      'VdS 10000',
      'A guideline for information security in small and medium organisations; successor of VdS 3473.',
    ],
  ],
};
