import type { ItemKind } from './item-kinds.ts';
import type { Detail, MachineReport, ReadReports, ReportFault, Section, Source } from './machine-report.ts';
import {
  address,
  type Branch,
  branch,
  branches,
  first,
  mac,
  serial,
  type Tree,
  uuid,
  whole,
  withoutPerson,
  words,
} from './report-words.ts';

/** Parts of a report that are looked at; whoever reads it drops the rest while it comes in. */
export const KEPT_PARTS: ReadonlySet<string> = new Set([
  'hardware',
  'bios',
  'operatingsystem',
  'cpus',
  'memories',
  'storages',
  'drives',
  'networks',
  'monitors',
  'softwares',
  'virtualmachines',
  'databases_services',
  'firmwares',
  'network_device',
  'network_ports',
  'device',
  'versionclient',
]);

const line = (given: Partial<Detail>): Detail => ({
  name: '',
  vendor: '',
  version: '',
  serial: '',
  mac: '',
  address: '',
  megabytes: null,
  ...given,
});

/** Each line once, in an order of its own, so that the same report is the same. */
function sorted(details: readonly Detail[]): Detail[] {
  const known = new Map(details.filter(({ name }) => name !== '').map((one) => [JSON.stringify(one), one]));
  return [...known.keys()].sort().flatMap((key) => known.get(key) ?? []);
}

const MOST_LINES = 20_000;
const lines = (value: Tree | undefined, read: (one: Branch) => Detail): Detail[] | undefined =>
  value === undefined ? undefined : sorted(branches(value).slice(0, MOST_LINES).map(read));

/** What an agent says of the machine it runs on; the content of an INVENTORY, XML or JSON. */
export function readComputer(
  content: Branch,
  said: { device: string; itemtype: string; partial: boolean; source: Source },
): MachineReport {
  const hardware = branch(content.hardware);
  const bios = branch(content.bios);
  const system = branch(content.operatingsystem);
  const os = first(system.full_name, system.name, hardware.osname);
  const name = first(hardware.name, system.fqdn) || said.device.replace(/(-\d\d){5}$|-\d{4}(-\d\d){5}$/, '');
  const fields: Partial<Record<string, string>> = {
    vendor: first(bios.smanufacturer, bios.mmanufacturer),
    model: first(bios.smodel, bios.mmodel),
    serial_number: serial(bios.ssn) || serial(bios.assettag),
    operating_system: os,
  };
  return {
    source: said.source,
    device: said.device,
    program: first(content.versionclient),
    partial: said.partial,
    uuid: uuid(hardware.uuid),
    fields: { kind: kindOfComputer(said.itemtype, hardware, os), name, ...known(fields) },
    sections: { ...hardwareOf(content), ...softwareOf(content), system: systemOf(content) },
  };
}

const known = (fields: Partial<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value));

const SERVER = /server|rack|blade|main system/i;
const PORTABLE = /phone|tablet|hand ?held|detachable/i;
const OWN_DESK = /laptop|notebook|desktop|tower|portable|all[- ]in[- ]one|mini|space|convertible|pizza/i;

function kindOfComputer(itemtype: string, hardware: Branch, os: string): ItemKind {
  const chassis = words(hardware.chassis_type);
  if (/phone/i.test(itemtype) || /\b(android|ios|ipados)\b/i.test(os) || PORTABLE.test(chassis))
    return 'mobile';
  if (/server/i.test(os) || SERVER.test(chassis)) return 'server';
  if (OWN_DESK.test(chassis) || /windows|mac ?os/i.test(os)) return 'client';
  const virtual = words(hardware.vmsystem);
  return virtual !== '' && !/^physical$/i.test(virtual) ? 'server' : 'client';
}

function systemOf(content: Branch): Detail[] {
  const hardware = branch(content.hardware);
  const system = branch(content.operatingsystem);
  const bios = branch(content.bios);
  const facts: Record<string, string> = {
    operating_system: first(system.name, hardware.osname),
    release: first(system.version, system.kernel_version, hardware.osversion),
    kernel: first(system.kernel_version, hardware.osversion),
    architecture: first(system.arch, hardware.archname),
    full_name: first(system.fqdn),
    domain: first(system.dns_domain, hardware.workgroup),
    chassis: first(hardware.chassis_type),
    virtual: first(hardware.vmsystem),
    bios: [words(bios.bmanufacturer), words(bios.bversion)].filter(Boolean).join(' ').slice(0, 200),
    memory: String(whole(hardware.memory) ?? ''),
  };
  return sorted(
    Object.entries(facts)
      .filter(([, value]) => value !== '')
      .map(([name, version]) => line({ name, version })),
  );
}

type Lines = Partial<Record<Section, Detail[]>>;
const present = (given: { [S in Section]?: Detail[] | undefined }): Lines =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

function hardwareOf(content: Branch): Lines {
  return present({
    processor: lines(content.cpus, (one) =>
      line({
        name: first(one.name, one.type),
        vendor: words(one.manufacturer),
        version: String(whole(one.core) ?? ''),
      }),
    ),
    memory: lines(content.memories, (one) =>
      line({
        name: first(one.caption, one.description, one.type, 'DIMM') && memoryName(one),
        vendor: words(one.manufacturer),
        version: words(one.type),
        serial: serial(one.serialnumber ?? one.serial),
        megabytes: whole(one.capacity),
      }),
    )?.filter(({ megabytes }) => megabytes !== null),
    disk: lines(content.storages, (one) =>
      line({
        name: first(one.model, one.name, one.description),
        vendor: words(one.manufacturer),
        version: words(one.firmware),
        serial: serial(one.serial ?? one.serialnumber),
        megabytes: whole(one.disksize),
      }),
    ),
    volume: lines(content.drives, (one) =>
      line({
        name: withoutPerson(first(one.letter, one.type, one.volumn)),
        version: words(one.filesystem),
        megabytes: whole(one.total),
      }),
    ),
    screen: lines(content.monitors, (one) =>
      line({
        name: first(one.caption, one.name, one.description),
        vendor: words(one.manufacturer),
        serial: serial(one.serial ?? one.altserial),
      }),
    ),
    interface: content.networks === undefined ? undefined : interfacesOf(branches(content.networks)),
  });
}

const memoryName = (one: Branch): string =>
  [first(one.caption, one.description, one.type, 'DIMM'), words(one.numslots, 10)].filter(Boolean).join(' ');

/** One line per interface, whatever number of addresses it has; without what containers make and leave. */
function interfacesOf(given: readonly Branch[]): Detail[] {
  const all = new Map<string, Detail & { addresses: string[] }>();
  for (const one of given) {
    const name = words(one.description, 300);
    const virtual = /^(1|true)$/i.test(String(one.virtualdev ?? ''));
    const own = virtual ? '' : mac(one.mac ?? one.macaddr);
    const addresses = [address(one.ipaddress), address(one.ipaddress6)].filter(Boolean);
    if (/^loopback$/i.test(words(one.type)) || (virtual && addresses.length === 0)) continue;
    const key = `${name} ${own}`;
    const known = all.get(key) ?? {
      ...line({ name, mac: own, version: words(one.type) }),
      addresses: [],
    };
    known.addresses.push(...addresses);
    all.set(key, known);
  }
  return sorted([...all.values()].map(({ addresses, ...one }) => ({ ...one, address: joined(addresses) })));
}

function joined(addresses: readonly string[]): string {
  const kept: string[] = [];
  for (const one of [...new Set(addresses)].sort())
    if (kept.join(', ').length + one.length < 900) kept.push(one);
  return kept.join(', ');
}

const softwareOf = (content: Branch): Lines =>
  present({
    software: lines(content.softwares, (one) =>
      line({ name: first(one.name, one.guid), version: words(one.version), vendor: words(one.publisher) }),
    ),
    virtual_machine: lines(content.virtualmachines, (one) =>
      line({
        name: words(one.name),
        version: first(one.vmtype, one.subsystem),
        megabytes: whole(one.memory),
      }),
    ),
    database: lines(content.databases_services, (one) =>
      line({ name: words(one.name), version: words(one.version), vendor: first(one.manufacturer, one.type) }),
    ),
  });

const KINDS: readonly [RegExp, ItemKind][] = [
  [/print/i, 'printer'],
  [/phone|voip/i, 'telephony'],
  [/network|switch|router|firewall|wap|bridge|hub|broadband|load ?balancer/i, 'network'],
  [/storage|server/i, 'server'],
  [/computer/i, 'client'],
];
export const kindOfWord = (word: string): ItemKind => KINDS.find(([fits]) => fits.test(word))?.[1] ?? 'other';

/** What somebody found out about a device by SNMP; `ports` and `firmwares` as the device's own or beside it. */
export function readDevice(device: Branch, beside: Branch, itemtype: string): MachineReport | null {
  // JSON says it of the device itself; XML puts a query's answer into INFO and a discovery's beside it.
  const info = { ...device, ...branch(device.info) };
  const ips = addressesOfDevice(info);
  const own = mac(info.mac);
  const name = first(info.name, info.snmphostname, info.dnshostname, info.netbiosname) || ips[0] || own;
  const number = serial(info.serial);
  if (!name || (!number && !own && ips.length === 0)) return null;
  const fields = known({
    vendor: first(info.manufacturer),
    model: first(info.model),
    serial_number: number,
  });
  const firmware = lines(device.firmwares ?? beside.firmwares, (one) =>
    line({ name: words(one.name), version: words(one.version), vendor: words(one.manufacturer) }),
  );
  const volumes = lines(device.drives, (one) =>
    line({ name: withoutPerson(first(one.volumn, one.type)), megabytes: whole(one.total) }),
  );
  return {
    source: 'snmp',
    device: '',
    program: '',
    partial: true,
    uuid: '',
    fields: { kind: kindOfWord(`${words(info.type)} ${itemtype}`), name, ...fields },
    sections: present({
      interface: portsOf(device, beside, name, own, ips),
      firmware: firmware?.length ? firmware : firmwareOf(info),
      volume: volumes,
    }),
  };
}

function addressesOfDevice(info: Branch): string[] {
  const listed = Array.isArray(info.ips) ? info.ips : (branch(info.ips).ip ?? []);
  const all = Array.isArray(listed) ? listed : [listed];
  return [...new Set([...all, info.ip].map((one) => address(one)).filter(Boolean))];
}

function firmwareOf(info: Branch): Detail[] | undefined {
  const version = words(info.firmware);
  return version ? [line({ name: first(info.model, 'Firmware'), version })] : undefined;
}

/** The device's own address first; a switch names each of its ports with the same address, which is no other's. */
function portsOf(
  device: Branch,
  beside: Branch,
  name: string,
  own: string,
  ips: readonly string[],
): Detail[] {
  const ports = [...branches(branch(device.ports).port), ...branches(beside.network_ports)];
  const named = ports.slice(0, 2_000).map((port) =>
    line({
      name: first(port.ifname, port.ifdescr).slice(0, 300),
      mac: mac(port.mac),
      address: joined(addressesOfDevice(port)),
    }),
  );
  return sorted([
    line({ name, mac: own, address: joined(ips) }),
    ...named.filter((one) => one.mac || one.address),
  ]);
}

/** Every machine an agent's message speaks of, XML (`request`) or JSON. */
export function readInventory(root: Branch, source: 'agent' | 'file'): ReadReports {
  const request = root.request === undefined ? root : branch(root.request);
  const content = branch(request.content);
  const device = words(request.deviceid);
  const faults: ReportFault[] = [];
  const devices = [...branches(content.device), ...branches(content.network_device)];
  const itemtype = words(request.itemtype);
  if (devices.length > 0) {
    const reports = devices.flatMap((one, at) => {
      const read = readDevice(one, content, itemtype);
      if (!read) faults.push({ row: at + 1, code: 'nothing_to_know_it_by', name: words(one.ip) });
      return read ? [read] : [];
    });
    return { reports, faults };
  }
  // Beginning and end of a search in the network are told without a device.
  if (/^(net|snmp)/i.test(first(request.query, request.action))) return { reports: [], faults };
  if (!device) return { reports: [], faults: [{ row: 1, code: 'device_missing', name: '' }] };
  if (Object.keys(content).length === 0)
    return { reports: [], faults: [{ row: 1, code: 'nothing_inside', name: device }] };
  const partial = /^(1|true|yes)$/i.test(String(request.partial ?? ''));
  return { reports: [readComputer(content, { device, itemtype, partial, source })], faults };
}
