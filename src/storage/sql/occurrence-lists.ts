import type {
  FindQuery,
  Listed,
  ListedOccurrence,
  NoteOccurrenceQuery,
  OccurrenceQuery,
  SummaryQuery,
  SummaryRow,
} from '../repository-rows.js';
import { accessPath } from './access-path.js';
import type { SqlDriver } from './driver.js';
import type { ListReader } from './list-reader.js';
import { ofNote } from './notes.js';
import { PackagePaths } from './package-index.js';
import { findByPackage, listByPackage } from './packages.js';
import * as queries from './queries.js';
import { summarize, summarizeByPackage } from './summary.js';

/**
 * Lists and counts of occurrences. A filter by a package is read from the table of packages; any other one, from that of
 * occurrences.
 */
export class OccurrenceLists {
  private readonly packages: PackagePaths;

  constructor(
    private readonly driver: SqlDriver,
    private readonly lists: ListReader,
  ) {
    this.packages = new PackagePaths(driver);
  }

  async list(query: OccurrenceQuery): Promise<readonly Listed[]> {
    const byPackage = await this.packages.of(query.where);
    return byPackage === undefined
      ? this.lists.occurrences(query)
      : listByPackage(this.driver, byPackage, query);
  }

  /** Those of all scopes; undefined if no index serves the filter. */
  async find(query: FindQuery): Promise<readonly ListedOccurrence[] | undefined> {
    const byPackage = await this.packages.of(query.where);
    if (byPackage !== undefined) return findByPackage(this.driver, { ...query, path: byPackage });
    const path = accessPath(query.where, 'occurrences of all scopes');
    if (path.strategy !== 'none' && path.drivingTerms.length === 0) return undefined;
    // Rows of other projects, of any number, have to be skipped.
    const strategy = query.projects === undefined || path.strategy === 'none' ? path.strategy : 'slices';
    return this.lists.page(queries.foundOccurrences, query, { ...path, strategy }, '');
  }

  async ofNote(query: NoteOccurrenceQuery): Promise<readonly ListedOccurrence[]> {
    const byPackage = await this.packages.of(query.where);
    if (byPackage !== undefined) {
      const rest = [...ofNote(query.note), ...byPackage.rest];
      return findByPackage(this.driver, { ...query, path: { ...byPackage, rest } });
    }
    const path = accessPath(query.where, 'occurrences of a note');
    return this.lists.page(queries.noteOccurrences, query, path, query.note.scope);
  }

  async summarize(query: SummaryQuery): Promise<readonly SummaryRow[]> {
    const byPackage = await this.packages.of(query.where);
    return byPackage === undefined
      ? summarize(this.driver, query)
      : summarizeByPackage(this.driver, query, byPackage);
  }
}
