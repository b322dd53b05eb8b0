import type { Marks } from '#platform/privacy/marks';

/**
 * What machines tell of themselves. Names of machines, products and makers may be those of people; numbers and addresses
 * of the network are not. Who works on a machine is dropped before anything is stored.
 */
export const inventoryTables: Readonly<Record<string, Marks>> = {
  machine: { none: ['uuid'] },
  machine_agent: { text: ['device', 'program'] },
  machine_detail: {
    text: ['name', 'vendor', 'release'],
    none: ['layer', 'section', 'serial', 'mac', 'address'],
  },
  machine_section: { none: ['layer', 'section', 'source', 'digest'] },
  item_trace: { text: ['value'], none: ['field', 'source'] },
  agent_refusal: { text: ['device'], none: ['uuid', 'code', 'address'] },
};
