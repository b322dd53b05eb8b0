import { town } from '#platform/http/bind';
import { privacyContract as contract } from '../contract.ts';
import { anonymise } from './anonymise.ts';
import { setHold, showRetention } from './retention.ts';
import { findPeople } from './subject.read.ts';
import { exportPerson, showTraces } from './traces.ts';

export const privacyRoutes = {
  find: town(contract.find, async (tx, { q }) => ({ people: await findPeople(tx, q) })),
  traces: town(contract.traces, showTraces),
  exportPerson: town(contract.exportPerson, exportPerson),
  anonymise: town(contract.anonymise, anonymise),
  retention: town(contract.retention, showRetention),
  hold: town(contract.hold, setHold),
};
