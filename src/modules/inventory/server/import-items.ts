import { z } from 'zod';
import { EDITORS } from '#kernel/functions';
import type { ImportKind, Word } from '#platform/import/kind';
import { m } from '#texts';
import { itemFields } from '../contract.ts';
import { readOfficeTargets, readPersonTargets, readRoomTargets, readSiteTargets } from './item.read.ts';
import { item } from './kinds.ts';

const word =
  (text: (values: object, at: { locale: 'de' | 'en' }) => string): Word =>
  (locale) =>
    text({}, { locale });

/** Words of a choice, German first, English second, then what else people write. */
const both = (text: (values: object, at: { locale: 'de' | 'en' }) => string, ...more: string[]) => [
  text({}, { locale: 'de' }),
  text({}, { locale: 'en' }),
  ...more,
];

/** What an import may set beyond the form: the number a list already has. */
const importedItem = itemFields.extend({
  number: z.int().min(1).max(999_999).optional(),
});

/** Inventory lists of any origin: known again by the number, else by name, kind and place. */
export const importItems: ImportKind = {
  name: 'items',
  title: word(m.inventory_title),
  record: item,
  list: 'item',
  may: EDITORS,
  schema: importedItem,
  keys: [['number'], ['name', 'kind', 'siteId', 'roomId']],
  fields: [
    {
      name: 'number',
      label: word(m.inventory_number),
      headings: ['Nr', 'Inventarnummer', 'Inventar-Nr', 'Inv-Nr', 'ID', 'Item number', 'No'],
      type: { is: 'record_number', prefix: 'I' },
    },
    {
      name: 'name',
      label: word(m.inventory_name),
      headings: [
        'Name',
        'Gerät',
        'Gerätename',
        'Titel',
        'Inventargegenstand',
        'Anwendung',
        'Hostname',
        'Item',
        'Device',
        'Title',
        'Asset',
      ],
      type: { is: 'text' },
    },
    {
      name: 'kind',
      label: word(m.inventory_kind),
      headings: ['Typ', 'Geräteart', 'Gerätetyp', 'Kategorie', 'Klasse', 'Type', 'Category', 'Class'],
      type: {
        is: 'choice',
        of: {
          server: both(m.inventory_kind_server, 'Host', 'VM', 'virtueller Server'),
          client: both(
            m.inventory_kind_client,
            'PC',
            'Computer',
            'Rechner',
            'Notebook',
            'Laptop',
            'Desktop',
            'Arbeitsplatz',
            'Workstation',
            'Thin Client',
          ),
          mobile: both(m.inventory_kind_mobile, 'Handy', 'Smartphone', 'Tablet', 'iPad', 'Mobiltelefon'),
          network: both(
            m.inventory_kind_network,
            'Switch',
            'Router',
            'Firewall',
            'Access Point',
            'WLAN',
            'Netzwerkgerät',
          ),
          printer: both(
            m.inventory_kind_printer,
            'Multifunktionsgerät',
            'MFP',
            'Kopierer',
            'Scanner',
            'Plotter',
          ),
          telephony: both(m.inventory_kind_telephony, 'Telefon', 'Telefonanlage', 'TK-Anlage', 'Phone'),
          application: both(m.inventory_kind_application, 'Software', 'Programm', 'App'),
          procedure: both(m.inventory_kind_procedure, 'Fachanwendung', 'Verfahren', 'Fachsoftware'),
          citizen_service: both(m.inventory_kind_citizen_service, 'Verwaltungsleistung', 'Bürgerdienst'),
          service: both(m.inventory_kind_service, 'Dienstleistung', 'IT-Service'),
          line: both(m.inventory_kind_line, 'Internetanschluss', 'Anschluss', 'Internet', 'Glasfaser', 'DSL'),
          room_equipment: both(
            m.inventory_kind_room_equipment,
            'Raumtechnik',
            'USV',
            'Beamer',
            'Klimagerät',
            'Monitor',
          ),
          contract: both(
            m.inventory_kind_contract,
            'Vertrag',
            'Wartungsvertrag',
            'Pflegevertrag',
            'Contract',
          ),
          other: both(m.inventory_kind_other, 'Andere', 'Sonstige', 'Zubehör'),
        },
      },
    },
    {
      name: 'siteId',
      label: word(m.inventory_site),
      headings: ['Gebäude', 'Liegenschaft', 'Standortname', 'Building', 'Location'],
      type: { is: 'reference', to: readSiteTargets, things: word(m.inventory_sites) },
    },
    {
      name: 'roomId',
      label: word(m.inventory_room),
      headings: ['Raumnummer', 'Raum-Nr', 'Zimmer', 'Raumname', 'Room number'],
      type: {
        is: 'reference',
        to: readRoomTargets,
        things: word(m.inventory_rooms),
        within: { field: 'siteId', elsewhere: 'room_elsewhere' },
      },
    },
    {
      name: 'officeId',
      label: word(m.inventory_office),
      headings: ['Fachamt', 'Dienststelle', 'Organisationseinheit', 'Department'],
      type: { is: 'reference', to: readOfficeTargets, things: word(m.inventory_offices) },
    },
    {
      name: 'vendor',
      label: word(m.inventory_vendor),
      headings: ['Marke', 'Anbieter', 'Fabrikat', 'Manufacturer', 'Brand'],
      type: { is: 'text' },
    },
    {
      name: 'model',
      label: word(m.inventory_model),
      headings: ['Modellbezeichnung', 'Version', 'Produktname'],
      type: { is: 'text' },
    },
    {
      name: 'serialNumber',
      label: word(m.inventory_serial_number),
      headings: ['Serien-Nr', 'Seriennr', 'SN', 'S/N', 'Serial number', 'Serial'],
      type: { is: 'text' },
    },
    {
      name: 'operatingSystem',
      label: word(m.inventory_operating_system),
      headings: ['OS', 'Operating system'],
      type: { is: 'text' },
    },
    {
      name: 'quantity',
      label: word(m.inventory_quantity),
      headings: ['Menge', 'Stück', 'Stückzahl', 'Count', 'Amount', 'Qty'],
      type: { is: 'whole' },
    },
    {
      name: 'boughtOn',
      label: word(m.inventory_bought_on),
      headings: [
        'Anschaffungsdatum',
        'Kaufdatum',
        'Anschaffung',
        'Gekauft am',
        'Beschafft am',
        'Purchase date',
        'Bought',
      ],
      type: { is: 'date' },
    },
    {
      name: 'endOfSupportOn',
      label: word(m.inventory_end_of_support),
      headings: [
        'Supportende',
        'Support bis',
        'End of Support',
        'EOS',
        'EOL',
        'End of Life',
        'Wartung bis',
        'Support end',
      ],
      type: { is: 'date' },
    },
    {
      name: 'warrantyUntil',
      label: word(m.inventory_warranty_until),
      headings: ['Garantie', 'Garantieende', 'Gewährleistung bis', 'Warranty', 'Warranty end'],
      type: { is: 'date' },
    },
    {
      name: 'replaceOn',
      label: word(m.inventory_replace_on),
      headings: ['Ersatz geplant am', 'Austausch geplant', 'Ablösung', 'Replacement', 'Planned replacement'],
      type: { is: 'date' },
    },
    {
      name: 'criticality',
      label: word(m.inventory_criticality),
      headings: ['Kritikalität', 'Wichtigkeit', 'Priorität', 'Importance'],
      type: {
        is: 'choice',
        of: {
          low: both(m.inventory_criticality_low, 'niedrig', 'unkritisch'),
          normal: both(m.inventory_criticality_normal, 'mittel', 'medium'),
          high: both(m.inventory_criticality_high, 'wichtig'),
          critical: both(m.inventory_criticality_critical, 'sehr hoch', 'very high'),
        },
      },
    },
    {
      name: 'protection',
      label: word(m.inventory_protection),
      headings: ['Schutzklasse', 'Schutzbedarfskategorie', 'Protection need', 'Protection class'],
      type: {
        is: 'choice',
        of: {
          normal: both(m.inventory_protection_normal, 'niedrig', 'mittel', 'low', 'medium'),
          high: both(m.inventory_protection_high),
          very_high: both(m.inventory_protection_very_high),
        },
      },
    },
    {
      name: 'backup',
      label: word(m.inventory_backup),
      headings: ['Sicherung', 'Gesichert', 'Backup', 'Backed up'],
      type: {
        is: 'choice',
        of: {
          unknown: both(m.inventory_backup_unknown),
          yes: both(m.inventory_backup_yes, 'j', 'x', 'wahr', 'true', 'vorhanden'),
          no: both(m.inventory_backup_no, 'n', 'falsch', 'false', 'keine'),
          not_needed: both(m.inventory_backup_not_needed, 'entfällt', 'nicht erforderlich'),
        },
      },
    },
    {
      name: 'responsiblePersonId',
      label: word(m.inventory_responsible),
      headings: ['Zuständig', 'Ansprechpartner', 'Ansprechperson', 'Betreuer', 'Responsible person', 'Owner'],
      type: { is: 'reference', to: readPersonTargets, things: word(m.inventory_persons) },
    },
    {
      name: 'note',
      label: word(m.inventory_note),
      headings: [
        'Notiz',
        'Kommentar',
        'Anmerkung',
        'Bemerkungen',
        'Beschreibung',
        'Comment',
        'Remarks',
        'Notes',
      ],
      type: { is: 'text' },
    },
  ],
};
