import type { ConvertedSummary } from './import-job.js';

/** The remembered facts of an import. */
export interface RememberedImport {
  /** Summary of its report. */
  readonly converted: ConvertedSummary;
  /** The notes and resources that it depends on, in the job's encoding. */
  readonly restsOn: string;
  /** Digest of their stored rows after the import. */
  readonly digest: string;
}

/** Maximal number of characters: about 160 imports of 2,000 findings, or three of 100,000. */
const maxKept = 16 * 1024 * 1024;

/**
 * The last imports of this server. The same report over the same stored rows writes nothing, so it need not be
 * converted or planned (docs/adr/0028). Before that, `digest` is compared with the stored rows.
 */
export class ImportMemory {
  private readonly kept = new Map<string, { readonly value: RememberedImport; readonly size: number }>();
  private size = 0;

  constructor(private readonly limit = maxKept) {}

  /** @param key digest of the report and of everything else that its conversion and plan depend on, except stored rows. */
  get(key: string): RememberedImport | undefined {
    return this.kept.get(key)?.value;
  }

  set(key: string, value: RememberedImport): void {
    this.delete(key);
    const size = key.length + JSON.stringify(value.converted).length + value.restsOn.length;
    if (size > this.limit) return;
    this.kept.set(key, { value, size });
    this.size += size;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.limit) return;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const { size = 0 } = this.kept.get(key) ?? {};
    this.size -= size;
    this.kept.delete(key);
  }
}
