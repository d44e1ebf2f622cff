import type { PublicKeyDocument } from '../signatures/key-document.js';
import type { StoredAttestor } from '../storage/repository-rows.js';

/** Whether an occurrence that is not verified is refused, or stored with a mark. */
export type VerifyMode = 'REQUIRE' | 'MARK';

/** An attestor in canonical form. */
export interface AttestorDocument {
  readonly name?: string | undefined;
  readonly userOwnedGrafeasNote?:
    | {
        readonly noteReference?: string | undefined;
        readonly publicKeys?: readonly PublicKeyDocument[] | undefined;
      }
    | undefined;
  /** The demand on every occurrence of the note; absent if there is none. */
  readonly verify?: VerifyMode | 'OFF' | 'VERIFY_UNSPECIFIED' | number | undefined;
  readonly updateTime?: string | undefined;
  readonly description?: string | undefined;
  readonly etag?: string | undefined;
}

export function toDocument({ document }: StoredAttestor): AttestorDocument {
  return JSON.parse(document) as AttestorDocument;
}
