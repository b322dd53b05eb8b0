/** Why the directory could not be asked; `code` is a refusal with a sentence that says what to do. */
export class DirectoryFault extends Error {
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'DirectoryFault';
    this.code = code;
  }
}

/** Result codes of RFC 4511, appendix A. */
const BY_RESULT: Readonly<Record<number, string>> = {
  3: 'directory_away',
  4: 'directory_too_many',
  8: 'directory_wants_tls',
  11: 'directory_too_many',
  13: 'directory_wants_tls',
  32: 'directory_base_unknown',
  34: 'directory_base_unknown',
  48: 'directory_bind_wrong',
  49: 'directory_bind_wrong',
  50: 'directory_may_not_read',
  51: 'directory_away',
  52: 'directory_away',
  53: 'directory_may_not_read',
};

const BY_NAME: Readonly<Record<string, string>> = {
  ENOTFOUND: 'directory_unknown_host',
  EAI_AGAIN: 'directory_unknown_host',
  ERR_TLS_CERT_ALTNAME_INVALID: 'directory_other_name',
  CERT_HAS_EXPIRED: 'directory_untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'directory_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'directory_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'directory_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'directory_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'directory_untrusted',
  EPROTO: 'directory_no_tls',
};

/** What an error of the network, of TLS or of the directory means for whoever set it up. `opening` = while TLS is agreed on. */
export function faultOf(error: unknown, opening = false): DirectoryFault {
  if (error instanceof DirectoryFault) return error;
  const { code, message = '' } = error as { code?: string | number; message?: string };
  if (typeof code === 'number') {
    const otherwise = opening ? 'directory_no_tls' : 'directory_odd';
    return new DirectoryFault(BY_RESULT[code] ?? otherwise, error);
  }
  const known = code === undefined ? undefined : BY_NAME[code];
  if (known) return new DirectoryFault(known, error);
  if (code?.startsWith('ERR_SSL') || code?.startsWith('ERR_OSSL'))
    return new DirectoryFault('directory_no_tls', error);
  if (/before secure TLS/.test(message)) return new DirectoryFault('directory_no_tls', error);
  if (/PEM|no start line/i.test(message)) return new DirectoryFault('directory_untrusted', error);
  return new DirectoryFault('directory_away', error);
}
