import type { Detail, MachineReport, ReadReports } from './machine-report.ts';
import { kindOfWord } from './read-inventory.ts';
import { address, type Branch, branch, branches, first, mac, words } from './report-words.ts';

const MOST_PORTS = 2_000;

/** Machines that answered a scan of nmap (`nmap -oX`); those that did not are left out. */
export function readScan(root: Branch): ReadReports {
  const found: ReadReports = { reports: [], faults: [] };
  branches(branch(root.nmaprun).host).forEach((host, at) => {
    if (words(branch(host.status).state) !== 'up') return;
    const report = readHost(host);
    if (report) found.reports.push(report);
    else
      found.faults.push({
        row: at + 1,
        code: 'scan_own_address',
        name: branches(host.address)
          .map((one) => words(one.addr))
          .join(', '),
      });
  });
  return found;
}

function readHost(host: Branch): MachineReport | null {
  const told = branches(host.address);
  const card = told.find((one) => words(one.addrtype) === 'mac');
  const own = mac(card?.addr);
  const ips = told.map((one) => address(one.addr)).filter(Boolean);
  if (!own && ips.length === 0) return null;
  const named = branches(branch(host.hostnames).hostname).filter((one) => words(one.name) !== 'localhost');
  const dns = named.find((one) => words(one.type) === 'PTR') ?? named[0];
  const name = words(dns?.name) || ips[0] || own;
  const system = systemOf(host);
  const entry: Detail = { ...blank, name, mac: own, address: ips.join(', ') };
  return {
    source: 'scan',
    device: '',
    program: '',
    partial: true,
    uuid: '',
    fields: {
      kind: kindOfWord(system.kind),
      name,
      ...(words(card?.vendor) ? { vendor: words(card?.vendor) } : {}),
      ...(system.name ? { operating_system: system.name } : {}),
    },
    sections: { interface: [entry], port: portsOf(host) },
  };
}

const blank: Detail = {
  name: '',
  vendor: '',
  version: '',
  serial: '',
  mac: '',
  address: '',
  megabytes: null,
};

/** The operating system only where nmap is sure: its other guesses are named for completeness. */
function systemOf(host: Branch): { name: string; kind: string } {
  const os = branch(host.os);
  const match = branches(os.osmatch)[0] ?? {};
  const best = branches(match.osclass)[0] ?? branches(os.osclass)[0] ?? {};
  const sure = (one: Branch) => Number(words(one.accuracy) || 0) >= 98;
  return { name: sure(match) ? words(match.name) : '', kind: sure(best) ? words(best.type) : '' };
}

/** Open ports with what answers there. */
function portsOf(host: Branch): Detail[] {
  return branches(branch(host.ports).port)
    .filter((port) => words(branch(port.state).state) === 'open')
    .slice(0, MOST_PORTS)
    .map((port) => {
      const service = branch(port.service);
      return {
        ...blank,
        name: `${words(port.portid)}/${words(port.protocol)}`,
        vendor: first(service.name),
        version: [words(service.product), words(service.version)].filter(Boolean).join(' ').slice(0, 200),
      };
    })
    .sort((a, b) => Number.parseInt(a.name, 10) - Number.parseInt(b.name, 10));
}
