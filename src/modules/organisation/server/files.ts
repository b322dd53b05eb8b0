import { fileHome } from '#platform/files/home';
import { organisationContract as contract } from '../contract.ts';
import { room, site } from './kinds.ts';

export const siteFiles = fileHome(contract.siteFiles, { ...site, kind: 'site' });
export const roomFiles = fileHome(contract.roomFiles, { ...room, kind: 'room' });
