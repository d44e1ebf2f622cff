import { expect, it } from 'vitest';
import type { ContractVersion } from '../../../src/kinds/known-kinds.js';
import type { Repository } from '../../../src/storage/repository.js';
import { assessorOf, freshCases, statementOf } from './assessments-kit.js';

/** What a VEX statement says reaches the findings that it speaks of, and goes with it (docs/adr/0040). */

const digest = `sha256:${'ab'.repeat(32)}`;
const other = `sha256:${'cd'.repeat(32)}`;

export function assessmentsApply(open: () => Promise<Repository>, version: ContractVersion): void {
  const given = freshCases(open, version);

  it('applies to stored and later findings, and is undone when it is deleted', async () => {
    const { cve, noteName, image, id, finding, statement, vex, remove, call } = await given();
    const before = await finding(noteName, `https://${image}@${digest}`);
    const elsewhere = await finding(noteName, `https://${image}@${other}`);
    const name = await statement(id(1), cve, `https://${image}@${digest}`, 'NOT_AFFECTED');
    const after = await finding(noteName, `https://${image}@${digest}`);
    const ofBatch = await call('BatchCreateOccurrences', {
      parent: 'projects/shop',
      occurrences: await Promise.all(
        [before, elsewhere].map(async (one) => {
          const {
            name: _,
            createTime: _c,
            updateTime: _u,
            kind: _k,
            ...rest
          } = await call('GetOccurrence', { name: one });
          const {
            vexAssessment: _v,
            severity: _s,
            shortDescription: _d,
            ...vulnerability
          } = rest.vulnerability;
          return { ...rest, vulnerability };
        }),
      ),
    });
    const [same, different] = (ofBatch.occurrences as { name: string }[]).map((one) => one.name);
    for (const one of [before, after, same]) expect(await vex(one ?? '')).toBe(`NOT_AFFECTED by ${id(1)}`);
    for (const one of [elsewhere, different]) expect(await vex(one ?? '')).toBeUndefined();
    const filter = 'vulnerability.vexAssessment.state="NOT_AFFECTED"';
    const found = await call('ListOccurrences', {
      parent: 'projects/shop',
      filter: `${filter} AND noteId="${cve}"`,
    });
    expect(found.occurrences).toHaveLength(3);
    await remove(name);
    for (const one of [before, after, same]) expect(await vex(one ?? '')).toBeUndefined();
  });

  it('applies to every spelling of the artifact', async () => {
    const { cve, noteName, image, id, finding, statement, vex } = await given();
    const spellings = [
      `https://${image}@${digest}`,
      `${image}@${digest}`,
      `http://${image}@${digest}`,
      `https://${image.replace('ghcr.io', 'GHCR.io')}:1.2@${digest.toUpperCase().replace('SHA', 'sha')}`,
    ];
    const findings = await Promise.all(spellings.map((uri) => finding(noteName, uri)));
    const products = [
      ...spellings,
      `pkg:oci/app@${digest.replace(':', '%3A')}?repository_url=${encodeURIComponent(image)}&tag=1.2`,
      `pkg:oci/app@${digest}?repository_url=${image}`,
    ];
    let n = 0;
    for (const product of products) {
      n += 1;
      await statement(id(n), cve, product, 'NOT_AFFECTED');
      for (const one of [...findings, await finding(noteName, spellings[n % spellings.length] ?? '')])
        expect(await vex(one), `${product} of ${one}`).toBe(`NOT_AFFECTED by ${id(n)}`);
    }
  });

  it('does not apply to the image if it is about one tag, an unknown repository or a package', async () => {
    const { cve, noteName, image, id, finding, statement, vex } = await given();
    const one = await finding(noteName, `https://${image}@${digest}`);
    const products = [
      `https://${image}:1.2`,
      'pkg:oci/app',
      'pkg:maven/org/app@1',
      `https://${image}x`,
      'ghcr.io/org',
    ];
    for (const [n, product] of products.entries()) await statement(id(n), cve, product, 'NOT_AFFECTED');
    expect(await vex(one)).toBeUndefined();
    const tagged = await finding(noteName, `https://${image}:1.2`);
    expect(await vex(tagged)).toBe(`NOT_AFFECTED by ${id(0)}`);
  });

  it('does not take what is said of a tag left empty, one platform or a file within for the whole repository', async () => {
    const { cve, noteName, image, id, finding, statement, vex } = await given();
    const findings = await Promise.all(
      [`${image}@${digest}`, image, `${image}:1.2`].map((uri) => finding(noteName, `https://${uri}`)),
    );
    const products = [
      `https://${image}:`,
      `https://${image}@`,
      `pkg:oci/app@?repository_url=${image}`,
      `pkg:oci/app@%20?repository_url=${image}`,
      `pkg:oci/app?repository_url=${image}&tag=`,
      `pkg:oci/app?repository_url=${image}&arch=arm64`,
      `pkg:oci/app@1.2?repository_url=${image}&arch=arm64`,
      `pkg:oci/app?repository_url=${image}#usr/bin/app`,
      `pkg:oci/app@${digest}?repository_url=${image}#usr/bin/app`,
    ];
    for (const [n, product] of products.entries()) {
      await statement(id(n), cve, product, 'NOT_AFFECTED');
      for (const one of findings) expect(await vex(one), product).toBeUndefined();
    }
    // What is said of a part that is affected is true of the whole.
    await statement(id(20), cve, `pkg:oci/app@${digest}?repository_url=${image}&arch=arm64`, 'NOT_AFFECTED');
    await statement(id(21), cve, `pkg:oci/app@${digest}?repository_url=${image}#usr/bin/app`, 'AFFECTED');
    expect(await vex(findings[0] ?? '')).toBe(`AFFECTED by ${id(21)}`);
  });

  it('prefers the digest to the repository, and the newer of two', async () => {
    const { cve, noteName, image, id, finding, statement, update, vex, remove } = await given();
    const one = await finding(noteName, `https://${image}@${digest}`);
    const two = await finding(noteName, `https://${image}@${other}`);
    const both = () => Promise.all([vex(one), vex(two)]);
    const exact = await statement(id(1), cve, `https://${image}@${digest}`, 'AFFECTED');
    const general = await statement(id(2), cve, `https://${image}`, 'NOT_AFFECTED');
    expect(await both()).toEqual([`AFFECTED by ${id(1)}`, `NOT_AFFECTED by ${id(2)}`]);
    await statement(id(3), cve, image, 'UNDER_INVESTIGATION');
    expect(await both()).toEqual([`AFFECTED by ${id(1)}`, `UNDER_INVESTIGATION by ${id(3)}`]);
    await update(general, cve, image, 'FIXED');
    expect(await both()).toEqual([`AFFECTED by ${id(1)}`, `FIXED by ${id(2)}`]);
    await remove(exact);
    expect(await both()).toEqual([`FIXED by ${id(2)}`, `FIXED by ${id(2)}`]);
    await remove(general);
    expect(await both()).toEqual([`UNDER_INVESTIGATION by ${id(3)}`, `UNDER_INVESTIGATION by ${id(3)}`]);
  });

  it('no longer applies to its earlier artifact and vulnerability after an update', async () => {
    const { cve, noteName, image, id, finding, statement, update, vex, vulnerability } = await given();
    const another = await vulnerability(`${cve}1`);
    const one = await finding(noteName, `https://${image}@${digest}`);
    const two = await finding(noteName, `https://${image}@${other}`);
    const three = await finding(another, `https://${image}@${digest}`);
    const all = async () => [await vex(one), await vex(two), await vex(three)];
    const said = `NOT_AFFECTED by ${id(1)}`;
    const name = await statement(id(1), cve, `https://${image}@${digest}`, 'NOT_AFFECTED');
    expect(await all()).toEqual([said, undefined, undefined]);
    await update(name, cve, `https://${image}@${other}`, 'NOT_AFFECTED');
    expect(await all()).toEqual([undefined, said, undefined]);
    await update(name, `${cve}1`, `https://${image}`, 'NOT_AFFECTED');
    expect(await all()).toEqual([undefined, undefined, said]);
    await update(name, cve, '', 'NOT_AFFECTED');
    expect(await all()).toEqual([undefined, undefined, undefined]);
  });

  it('applies to findings of every provider, other projects and locations, if its author may assess there', async () => {
    const { cve, noteName, image, id, finding, statement, update, vex, vulnerability, call } = await given();
    const second = await vulnerability(cve, 'second');
    const uri = `https://${image}@${digest}`;
    const mine = [
      await finding(noteName, uri),
      await finding(second, uri),
      await finding(noteName, uri, 'shop/locations/eu'),
    ];
    const theirs = await finding(noteName, uri, 'bank');
    const said = `NOT_AFFECTED by ${id(1)}`;
    const name = await statement(id(1), cve, uri, 'NOT_AFFECTED', assessorOf('shop'));
    for (const one of [...mine, await finding(second, uri)]) expect(await vex(one)).toBe(said);
    for (const one of [theirs, await finding(noteName, uri, 'bank')]) expect(await vex(one)).toBeUndefined();
    await update(name, cve, uri, 'NOT_AFFECTED', assessorOf('bank'));
    expect(await vex(theirs)).toBe(said);
    for (const one of mine) expect(await vex(one)).toBeUndefined();
    await update(name, cve, uri, 'NOT_AFFECTED', assessorOf());
    expect(await vex(theirs)).toBeUndefined();
    expect((await call('GetNote', { name })).vulnerabilityAssessment.assessment.state).toBe('NOT_AFFECTED');
  });

  it('counts findings that do not affect the artifact separately, as long as it exists', async () => {
    const { cve, noteName, image, id, finding, statement, remove, call, vulnerability } = await given();
    const project = `counted-${id(1)}-${version}`;
    const parent = `projects/${project}`;
    const another = await vulnerability(`${cve}1`);
    const uri = `https://${image}@${digest}`;
    for (const note of [noteName, noteName, another]) await finding(note, uri, project);
    await finding(noteName, `https://${image}@${other}`, project);
    await finding(another, uri, project, { vexAssessment: { state: 'NOT_AFFECTED' } });
    const name = await statement(id(1), cve, uri, 'NOT_AFFECTED');
    await finding(noteName, uri, `${project}/locations/eu`);
    const filters = ['', `resourceUrl="${uri}"`, `noteId="${cve}"`, 'vulnerability.effectiveSeverity>=LOW'];
    const counts = async (filter: string, of = parent) =>
      ((await call('GetAssessedSummary', { parent: of, filter })).counts as Record<string, string>[])
        .filter((count) => count.resourceUri === uri)
        .map((count) => [count.severity, count.totalCount, count.fixableCount, count.notAffectedCount]);
    const fixed = undefined;
    for (const filter of filters) {
      const total = filter.includes('noteId') ? '2' : '4';
      expect(await counts(filter), filter).toEqual([
        [undefined, total, fixed, '2'],
        ['HIGH', total, fixed, '2'],
      ]);
    }
    expect((await counts(`resourceUrl="${uri}"`, 'projects/-')).at(0)).toEqual([undefined, '5', fixed, '3']);
    expect(await call('GetVulnerabilityOccurrencesSummary', { parent })).not.toHaveProperty(
      'counts.0.notAffectedCount',
    );
    await remove(name);
    for (const filter of filters) expect((await counts(filter))[0]?.[3], filter).toBeUndefined();
  });

  it('reports whether its findings are updated, and where it applies', async () => {
    const { cve, noteName, image, id, finding, statement, call } = await given();
    await finding(noteName, `https://${image}@${digest}`);
    const told = (name: string, access = assessorOf('shop')) => call('GetNoteAssessment', { name }, access);
    const about = { vulnerabilityId: cve, product: `${image}@${digest}` };
    const request = {
      parent: 'projects/vendor',
      noteId: id(0),
      note: statementOf(cve, `https://${image}@${digest}`, 'NOT_AFFECTED'),
    };
    const { name } = await call('CreateNote', request, assessorOf('shop', 'bank'));
    expect(await told(name)).toEqual({ name, state: 'APPLYING', ...about, projects: ['bank', 'shop'] });
    const everywhere = await statement(id(1), cve, `https://${image}@${digest}`, 'NOT_AFFECTED');
    expect(await told(everywhere)).toEqual({
      name: everywhere,
      state: 'APPLIED',
      ...about,
      allProjects: true,
    });
    const nowhere = await statement(id(2), cve, image, 'NOT_AFFECTED', assessorOf());
    expect(await told(nowhere)).toEqual({ name: nowhere, state: 'NOT_APPLIED' });
  });

  it('cannot be imitated by a writer without the permission to assess', async () => {
    const { cve, noteName, image, id, finding, call, vex, statement } = await given();
    const uri = `https://${image}@${digest}`;
    const own = { vexAssessment: { state: 'NOT_AFFECTED' } };
    const named = { vexAssessment: { state: 'NOT_AFFECTED', noteName: 'projects/vendor/notes/x' } };
    const scanner = assessorOf('bank');
    const one = await finding(noteName, uri, 'shop', own);
    await statement(id(1), cve, uri, 'AFFECTED');
    expect(await vex(one)).toBe('NOT_AFFECTED by undefined');
    const { vulnerability, ...rest } = await call('GetOccurrence', { name: one });
    const body = (vex: object) => ({ ...rest, name: undefined, vulnerability: { ...vulnerability, ...vex } });
    const parent = 'projects/shop';
    const denied = 'denied occurrences.assess on shop';
    await expect(call('CreateOccurrence', { parent, occurrence: body(named) }, scanner)).rejects.toThrow(
      denied,
    );
    await expect(
      call('BatchCreateOccurrences', { parent, occurrences: [body(own), body(named)] }, scanner),
    ).rejects.toThrow(denied);
    await expect(
      call(
        'UpdateOccurrence',
        { name: one, occurrence: body(named), updateMask: 'vulnerability.vexAssessment' },
        scanner,
      ),
    ).rejects.toThrow(denied);
    for (const [one, by] of [
      [own, scanner],
      [named, undefined],
    ] as const)
      await call('CreateOccurrence', { parent, occurrence: body(one) }, by);
  });

  it('can be changed in a finding only by a caller that may assess', async () => {
    const { noteName, image, finding, call, vex } = await given();
    const noteOf = (state: string) => ({ vexAssessment: { state, noteName: 'projects/vendor/notes/x' } });
    const one = await finding(noteName, `https://${image}@${digest}`, 'shop', noteOf('AFFECTED'));
    const scanner = assessorOf('bank');
    const { vulnerability } = await call('GetOccurrence', { name: one });
    const update = (change: object, updateMask: string, by?: typeof scanner) =>
      call('UpdateOccurrence', { name: one, occurrence: { vulnerability: change }, updateMask }, by);
    for (const mask of ['vulnerability', 'vulnerability.vexAssessment', 'vulnerability.vexAssessment.state'])
      await expect(update({ ...vulnerability, ...noteOf('NOT_AFFECTED') }, mask, scanner)).rejects.toThrow(
        'denied occurrences.assess on shop',
      );
    expect(await vex(one)).toBe('AFFECTED by x');
    const extraDetails = 'found again';
    await update({ ...vulnerability, extraDetails }, 'vulnerability', scanner);
    expect(await vex(one)).toBe('AFFECTED by x');
    await update(noteOf('NOT_AFFECTED'), 'vulnerability.vexAssessment');
    expect(await vex(one)).toBe('NOT_AFFECTED by x');
    await update({}, 'vulnerability.vexAssessment', scanner);
    expect(await vex(one)).toBeUndefined();
  });

  it('about parts does not stay with a finding whose note is deleted and that gets further packages', async () => {
    const { cve, noteName, image, id, finding, vex, call, settle, remove } = await given();
    const uri = `https://${image}@${digest}`;
    const one = await finding(noteName, uri);
    const note = statementOf(cve, uri, 'NOT_AFFECTED');
    note.vulnerabilityAssessment.assessment.relatedUris = [{ label: 'part', url: 'pkg:generic/p' }];
    const ofPart = await call('CreateNote', { parent: 'projects/vendor', noteId: id(1), note });
    const { vulnerability } = await call('GetOccurrence', { name: one });
    const [issue] = vulnerability.packageIssue;
    const packages = (packageType: string, ...more: object[]) => [
      { ...issue, packageType },
      ...more.map((other) => ({ ...issue, packageType, ...other })),
    ];
    const further =
      version === 'v1'
        ? { affectedPackage: 'q' }
        : { affectedLocation: { ...issue.affectedLocation, package: 'q' } };
    const update = (packageIssue: object) =>
      call('UpdateOccurrence', {
        name: one,
        occurrence: { vulnerability: { packageIssue } },
        updateMask: 'vulnerability.packageIssue',
      });
    await update(packages('GENERIC'));
    await settle(ofPart.name);
    expect(await vex(one)).toBe(`NOT_AFFECTED by ${id(1)}`);
    await remove(noteName);
    await update(packages('generic'));
    expect(await vex(one)).toBe(`NOT_AFFECTED by ${id(1)}`);
    await update(packages('generic', further));
    expect(await vex(one)).toBeUndefined();
  });

  it('stays through updates, a rescored note and a deleted one', async () => {
    const { cve, noteName, image, id, finding, statement, vex, call, remove } = await given();
    const uri = `https://${image}@${digest}`;
    const said = `NOT_AFFECTED by ${id(1)}`;
    const one = await finding(noteName, uri);
    const name = await statement(id(1), cve, image, 'NOT_AFFECTED');
    const read = await call('GetOccurrence', { name: one });
    await call('UpdateOccurrence', { name: one, occurrence: { ...read, remediation: 'wait' } });
    expect(await vex(one)).toBe(said);
    const note = await call('GetNote', { name: noteName });
    await call('UpdateNote', {
      name: noteName,
      note: { ...note, vulnerability: { ...note.vulnerability, severity: 'LOW' } },
    });
    expect(await vex(one)).toBe(said);
    await remove(noteName);
    await call('UpdateOccurrence', {
      name: one,
      occurrence: { remediation: 'still' },
      updateMask: 'remediation',
    });
    expect(await vex(one)).toBe(said);
    await remove(name);
    expect(await vex(one)).toBeUndefined();
    await statement(id(2), cve, image, 'NOT_AFFECTED');
    expect(await vex(one), 'no note guards it').toBeUndefined();
    const { name: _, ...anew } = note;
    await call('CreateNote', { parent: 'projects/scanner', noteId: cve, note: anew });
    expect(await vex(one)).toBe(`NOT_AFFECTED by ${id(2)}`);
  });
}
