import type { Occurrence } from 'grafeas-ts/client';
import { useState } from 'preact/hooks';
import { type Progress, textIfEmpty } from '../load.js';
import { type Package, toPackages } from '../packages.js';
import { Cards, Section } from '../parts.js';
import { formatRoute, noteRoute } from '../route.js';
import type { AnOccurrence } from '../session.js';
import { type Column, Table } from '../table.js';
import { Fields, Outside, Raw, Text, Time } from '../text.js';
import type { Verification } from '../verification.js';
import { ProvenanceChain } from './provenance.js';
import { Verified } from './verified.js';

interface Of {
  readonly occurrences: readonly AnOccurrence[];
}

interface SectionOf extends Of {
  readonly progress: Progress;
}

/** The number of items; undefined for none in a list that was not read to its end. */
const countOf = (items: readonly unknown[], progress: Progress): number | undefined =>
  items.length === 0 && progress !== 'done' ? undefined : items.length;

interface AttestationsProps extends SectionOf {
  read(name: string): Promise<Verification>;
}

/** `read` returns what the server found out about the signatures of an attestation. */
export function Attestations({ occurrences, progress, read }: AttestationsProps) {
  return (
    <Section title="Attestations" count={countOf(occurrences, progress)}>
      {occurrences.length === 0 && <p class="muted">{textIfEmpty(progress, 'No attestation is stored.')}</p>}
      <Cards
        items={occurrences}
        card={(occurrence) => {
          const { attestation, dsseAttestation, noteName = '', name = '', createTime } = occurrence;
          const keys = [
            ...(attestation?.signatures ?? []).map(({ publicKeyId = '' }) => publicKeyId),
            ...(dsseAttestation?.envelope?.signatures ?? []).map(({ keyid = '' }) => keyid),
          ];
          return (
            <article class="card" key={name}>
              <Fields
                rows={[
                  ['Authority', <NoteLink key="a" name={noteName} />],
                  [
                    'Names the key',
                    keys.map((key) => key || 'a key without an id').join(', ') || 'no signature',
                  ],
                  ['Stored', <Time key="t" at={createTime} />],
                  ['Verification', <Verified key="v" name={name} read={read} />],
                ]}
              />
              <Raw value={occurrence} />
            </article>
          );
        }}
      />
    </Section>
  );
}

export function Builds({ occurrences, progress }: SectionOf) {
  return (
    <Section title="Provenance" count={countOf(occurrences, progress)}>
      {occurrences.length === 0 && <p class="muted">{textIfEmpty(progress, 'No provenance is stored.')}</p>}
      <Cards
        items={occurrences}
        card={(occurrence) => <ProvenanceChain key={occurrence.name} occurrence={occurrence} />}
      />
    </Section>
  );
}

export function Deployments({ occurrences, progress }: SectionOf) {
  return (
    <Section title="Deployments" count={countOf(occurrences, progress)}>
      {occurrences.length === 0 && <p class="muted">{textIfEmpty(progress, 'No deployment is stored.')}</p>}
      <Cards
        items={occurrences}
        card={(occurrence) => (
          <article class="card" key={occurrence.name}>
            <Fields
              rows={[
                ['Since', <Time key="s" at={occurrence.deployment?.deployTime} />],
                [
                  'Until',
                  occurrence.deployment?.undeployTime === undefined ? (
                    'runs'
                  ) : (
                    <Time key="u" at={occurrence.deployment.undeployTime} />
                  ),
                ],
                ['Address', occurrence.deployment?.address],
                ['By', occurrence.deployment?.userEmail],
                ['Platform', String(occurrence.deployment?.platform ?? '')],
              ]}
            />
            <Raw value={occurrence} />
          </article>
        )}
      />
    </Section>
  );
}

interface PackagesProps extends SectionOf {
  readonly spdx: readonly Occurrence[];
  readonly references: readonly AnOccurrence[];
}

export function Packages({ occurrences, progress, spdx, references }: PackagesProps) {
  const [sort, setSort] = useState('name');
  const rows = toPackages(occurrences, spdx);
  const columns: Column<Package>[] = [
    {
      id: 'name',
      title: 'Package',
      width: '2fr',
      cell: ({ name }) => (
        <a href={formatRoute('/who', { package: name })}>
          <Text>{name}</Text>
        </a>
      ),
      sortBy: ({ name }) => name,
    },
    { id: 'version', title: 'Version', width: '1fr', cell: ({ version }) => <Text>{version}</Text> },
    { id: 'source', title: 'Source', width: '1fr', cell: ({ source }) => <Text>{source}</Text> },
  ];
  return (
    <Section title="Packages and SBOM" count={countOf(rows, progress)}>
      {references.map((occurrence) => (
        <article class="card" key={occurrence.name}>
          <Fields
            rows={[
              [
                'SBOM',
                <Outside key="l" url={occurrence.sbomReference?.payload?.predicate?.location ?? ''} />,
              ],
              ['Type', occurrence.sbomReference?.payload?.predicate?.mimeType],
              ['Note', <NoteLink key="n" name={occurrence.noteName ?? ''} />],
            ]}
          />
          <Raw value={occurrence} />
        </article>
      ))}
      <Table
        label="Packages"
        columns={columns}
        rows={rows}
        sort={sort}
        onSort={setSort}
        keyOf={({ key }) => key}
        empty={textIfEmpty(progress, 'No package is stored for this image.')}
      />
    </Section>
  );
}

/** Scans and kinds without a section of their own. */
export function Others({ occurrences }: Of) {
  if (occurrences.length === 0) return null;
  return (
    <Section title="Scans and other facts" count={occurrences.length}>
      <Cards
        items={occurrences}
        card={(occurrence) => (
          <article class="card" key={occurrence.name}>
            <Fields
              rows={[
                ['Kind', String(occurrence.kind)],
                ['Note', <NoteLink key="n" name={occurrence.noteName ?? ''} />],
                ['Status', String(occurrence.discovery?.analysisStatus ?? '')],
                ['Stored', <Time key="t" at={occurrence.createTime} />],
              ]}
            />
            <Raw value={occurrence} />
          </article>
        )}
      />
    </Section>
  );
}

function NoteLink({ name }: { readonly name: string }) {
  return (
    <a href={noteRoute(name)}>
      <Text>{name.replace(/^projects\//, '').replace('/notes/', ' / ')}</Text>
    </a>
  );
}
