import type { ConvertedSummary } from './import-job.js';

/** What an import left behind. */
export interface RememberedImport {
  /** What its report was about. */
  readonly converted: ConvertedSummary;
  /** Which notes and resources it rests on, as the job spells it. */
  readonly restsOn: string;
  /** Of what was stored of these when it was done. */
  readonly digest: string;
}

/** Characters that are kept: some 160 imports of 2,000 findings, or three of 100,000. */
const maxKept = 16 * 1024 * 1024;

/**
 * The last imports of this server: the same report over the same stored rows writes nothing, so it need be neither
 * converted nor planned (docs/adr/0028). Nothing is taken on trust: `digest` is compared with what is stored.
 */
export class ImportMemory {
  private readonly kept = new Map<string, { readonly value: RememberedImport; readonly size: number }>();
  private size = 0;

  constructor(private readonly limit = maxKept) {}

  /** @param key stands for the report and all that its conversion and plan depend on beside what is stored. */
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
