import { has } from 'grafeas-ts/client';
import { useMemo } from 'preact/hooks';
import { parseImage } from '../image-name.js';
import { ImageTable, rate } from '../image-table.js';
import { imageFacts, toImageRows } from '../images.js';
import { useRows, useValue } from '../load.js';
import { Coverage, ListProgress, SameAs, Section } from '../parts.js';
import { formatRoute, imageRoute, type Route, setOptions } from '../route.js';
import { vulnerabilityScans } from '../scan.js';
import { everywhere, type Session } from '../session.js';
import { Text } from '../text.js';

/** The page that a text typed into the search leads to. */
export function searchRoute(text: string): string {
  const plain = text.trim();
  if (/^projects\/[^/]+$/.test(plain)) return formatRoute('/project', { name: plain });
  if (/^projects\/[^/]+\/notes\/.+$/.test(plain)) return formatRoute('/note', { name: plain });
  if (/^(?:CVE|GHSA|RHSA|DSA|USN|ALAS|ELSA|SNYK|TEMP|PYSEC|GO|RUSTSEC|OSV|MAL)-/i.test(plain))
    return formatRoute('/who', { cve: /^cve-/i.test(plain) ? plain.toUpperCase() : plain });
  const { exact } = parseImage(plain);
  return exact[0] === undefined || !/@sha256:[0-9a-f]{64}$/.test(exact[0])
    ? formatRoute('/find', { text: plain })
    : imageRoute(exact[0]);
}

/** Images whose resource URL fits what was typed. */
export function FindPage({ session, route }: { readonly session: Session; readonly route: Route }) {
  const { text = '', sort = '' } = route.query;
  const { part, tag } = parseImage(text);
  const filter = has('resourceUrl', part).text;
  const facts = useRows(part === '' ? undefined : part, () => imageFacts(session, everywhere, part));
  const images = useMemo(() => toImageRows(facts.rows), [facts.rows]);
  const discoveries = images.flatMap((image) => image.discoveries);
  const counted = useValue(facts.progress === 'done' ? `${part} ${discoveries.length}` : undefined, () =>
    vulnerabilityScans(session.client, discoveries),
  );
  const rated = images.map((image) => rate(image, counted.value ?? new Set()));
  return (
    <>
      <p class="crumbs">
        <a href="#/">All projects</a>
      </p>
      <h1>
        Images with <Text>{part}</Text>
      </h1>
      {tag !== '' && (
        <p>
          Images are stored by digest, and which digest the tag <Text>{tag}</Text> has now is not stored.
          These are all images of that repository.
        </p>
      )}
      <p class="actions">
        <a href={formatRoute('/who', { package: text.trim() })}>
          Who has the package <Text>{text.trim()}</Text>?
        </a>
        <a href={formatRoute('/who', { cve: text.trim() })}>
          Who has the vulnerability <Text>{text.trim()}</Text>?
        </a>
      </p>
      <Coverage session={session} />
      <ListProgress list={facts} what="facts" />
      {facts.progress !== 'loading' && (
        <Section title="Images" count={images.length}>
          <ImageTable
            images={rated}
            scansKnown={counted.value !== undefined || facts.progress !== 'done'}
            parent={undefined}
            sort={sort}
            onSort={(next) => setOptions({ sort: next })}
            empty="No image that you may read has this text in its name or digest. Check the spelling, or scan it and import the report."
          />
          <SameAs
            session={session}
            curl={{ path: `${everywhere}/occurrences:vulnerabilitySummary`, query: { filter } }}
            cli={['list', 'occurrences', everywhere, '--filter', filter]}
          />
        </Section>
      )}
    </>
  );
}
