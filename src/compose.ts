import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { openAccessControl } from './access-control.js';
import { Admission, defaultLimits } from './api/admission.js';
import { assessmentOperations } from './api/assessments.js';
import { attestorVersion } from './api/binaryauthorization/version.js';
import { type GrafeasVersion, grafeasOperations, type Services } from './api/grafeas.js';
import { historyOperations } from './api/history.js';
import { iamOperations } from './api/iam.js';
import { openApiDocument } from './api/openapi/document.js';
import { bodyExamples, messageExamples } from './api/openapi/examples.js';
import type { Operation } from './api/operation.js';
import { buildV1Messages } from './api/v1/messages.js';
import { grafeasV1 } from './api/v1/version.js';
import { buildMessages } from './api/v1beta1/messages.js';
import { reportOperations } from './api/v1beta1/reports.js';
import { grafeasV1beta1 } from './api/v1beta1/version.js';
import { verificationOperations } from './api/verification.js';
import { type ApiVersion, operationsOf } from './api/version.js';
import { gateOperations } from './api/webhooks/gates.js';
import { receiverOperations } from './api/webhooks/receivers.js';
import { webhookVersion } from './api/webhooks/version.js';
import { startBackgroundWork } from './background.js';
import type { Config } from './config/settings.js';
import { type Clock, systemClock } from './domain/clock.js';
import { createEtagOf } from './domain/etag.js';
import { parseFilter } from './domain/filter/parse-filter.js';
import { randomIdSource } from './domain/ids.js';
import { createPageTokens } from './domain/page-token.js';
import { createReadiness } from './http/probes.js';
import { reportLimits } from './importers/common/report.js';
import { exampleReport } from './importers/example-report.js';
import type { JobRunner } from './jobs/in-this-thread.js';
import { jobScript, ProcessPool } from './jobs/process-pool.js';
import { reportFaults } from './jobs/report-faults.js';
import { AttestationOccurrence } from './kinds/attestation/v1.js';
import { Severity as v1Severity } from './kinds/common/v1/messages.js';
import { noteCatalogue, occurrenceCatalogue, projectCatalogue } from './kinds/filter-catalogue.js';
import { kinds, v1Kinds } from './kinds/index.js';
import type { Kind } from './kinds/kind.js';
import { openRegistry } from './kinds/open-registry.js';
import type { Registry } from './kinds/registry.js';
import { vulnerability } from './kinds/vulnerability/kind.js';
import { Severity } from './kinds/vulnerability/v1beta1.js';
import type { Logger } from './logging.js';
import { openSource } from './outbound/source.js';
import { type BreakGlass, createAdmissionReviews } from './services/admission-reviews.js';
import { createAssessmentService } from './services/assessment-states.js';
import { KeyMemory } from './services/attestor-keys.js';
import { createAttestorService } from './services/attestors.js';
import { Background } from './services/background.js';
import { type Access, openAccess } from './services/context.js';
import type { Filters, ServiceDeps } from './services/deps.js';
import { createExternalData } from './services/external-data.js';
import { createReceivers, type ReceiverOptions } from './services/hooks/receive.js';
import { createIamService } from './services/iam.js';
import { createImportService } from './services/imports.js';
import { createNoteService } from './services/notes.js';
import { createOccurrenceService } from './services/occurrences.js';
import { createPolicyService } from './services/policies.js';
import { createPolicyAudit } from './services/policy-audit.js';
import { createPolicyEvaluation } from './services/policy-evaluation.js';
import { createPolicyJudges } from './services/policy-judges.js';
import { createProjectService } from './services/projects.js';
import { createProvenanceReader } from './services/provenance-reader.js';
import { createHistoryService } from './services/severity-history.js';
import { createSignatureChecks, type NoteDemand } from './services/signature-checks.js';
import { createVerifier } from './services/signature-verifier.js';
import { createSummaryService, type SummaryService } from './services/summary.js';
import { createVerificationService } from './services/verifications.js';
import { v1beta1View, v1View } from './services/views.js';
import { createTotalsService } from './services/vulnerability-totals.js';
import type { Repository } from './storage/repository.js';
import { openStore } from './store.js';
import { createMetrics } from './telemetry/metrics.js';
import { createRequestLog } from './telemetry/request-log.js';
import { createTracing } from './telemetry/tracing.js';
import { openTransports } from './transports.js';
import { packageVersion } from './version.js';

export interface Server {
  /** `127.0.0.1:41234` or `unix:///path`. */
  readonly address: string;
  /** Address for probes and metrics, if configured. */
  readonly adminAddress: string | undefined;
  /** Reloads the policy and the TLS files. Problems are logged and the current ones stay in force. */
  reload(): void;
  /** Reports not ready and waits for `drainDelay`; still serves requests. */
  drain(): Promise<void>;
  /** Finishes running requests, then releases all resources. */
  close(): Promise<void>;
}

/** Opens the store, builds the services over it and listens. `droppedLines` counts dropped log lines. */
export async function openServer(
  config: Config,
  log: Logger,
  droppedLines: () => number = () => 0,
): Promise<Server> {
  const clock = systemClock();
  const { maxInFlight: requests, requestTimeout: requestTime } = config;
  const admission = new Admission({
    ...defaultLimits,
    requests,
    requestTime,
    uploadTime: requestTime * 10,
  });
  const metrics = createMetrics(admission, droppedLines);
  const access = openAccessControl(config, clock, log, metrics.policyReloaded);
  const stopWatching = (): void => {
    admission.close();
    metrics.close();
  };
  const repository = await openStore(config, metrics.store).catch((error: unknown) => {
    stopWatching();
    throw error;
  });
  const abandon = async (error: unknown): Promise<never> => {
    stopWatching();
    await repository.close();
    throw error;
  };
  const signatures = new ProcessPool({
    script: jobScript('services/signature-process', import.meta.url),
    ...signatureProcesses,
  });
  const verifying = reportFaults(signatures, (err) => log.error({ err }, 'a process that verifies failed'));
  const deps = await serviceDeps(repository, clock, access.demandOf, verifying).catch(abandon);
  const imports = new ProcessPool({
    script: jobScript('services/import-process', import.meta.url),
    ...importProcesses,
  });
  const versions = createVersions(deps, imports, access.accessOf, {
    ...openSources(config),
    onBreakGlass: (line) => log.warn(line, 'break-glass: a policy was not evaluated'),
  });
  const requestLog = createRequestLog(log);
  const stopBackgroundWork = startBackgroundWork(deps, vulnerability, log);
  let isDraining = false;
  const { listener, admin } = await openTransports(config, log, {
    versions,
    etagOf: deps.etagOf,
    authenticator: access.authenticator,
    observe(outcome) {
      metrics.observe(outcome);
      requestLog(outcome);
      outcome.span?.end(outcome);
    },
    admission,
    tracing: createTracing(packageVersion()),
    metrics,
    ready: createReadiness(
      () => repository.ping(),
      () => isDraining,
    ),
    isDraining: () => isDraining,
    signIn: access.signIn,
  }).catch((error: unknown) => {
    stopBackgroundWork();
    return abandon(error);
  });
  const close = async (): Promise<void> => {
    isDraining = true;
    await listener.close(config.drainTimeout);
    await admin?.close();
    stopWatching();
    stopBackgroundWork();
    await Promise.all([imports.close(), signatures.close()]);
    await closeStore(repository, log);
  };
  let closing: Promise<void> | undefined;
  return {
    address: listener.address,
    adminAddress: admin?.address,
    reload() {
      access.reload();
      listener.reloadTls();
    },
    async drain() {
      isDraining = true;
      listener.drain();
      await delay(config.drainDelay);
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/**
 * Two import processes, so that a small import can pass a large one. Each holds its report and a database connection. The
 * heap (MiB) fits a report with the maximum number of findings.
 */
const importProcesses = { processes: 2, maxQueued: 8, maxHeap: 2048 } as const;

/**
 * Two processes, started when one is needed. A signature takes some milliseconds, so many may wait, and one that runs is finished
 * though its caller has gone. Heap in MiB.
 */
const signatureProcesses = { processes: 2, maxQueued: 1000, maxHeap: 256, finishes: true } as const;

/** Milliseconds for the store to finish accepted writes. */
const storeGrace = 10_000;

/** A database that does not respond must not prevent the server from stopping. */
async function closeStore(repository: Repository, log: Logger): Promise<void> {
  const closed = repository.close().then(() => true);
  const inTime = await Promise.race([closed, delay(storeGrace, false, { ref: false })]);
  if (!inTime) log.error('the store did not close in time');
}

/**
 * @param demandOf what the policy file demands of a note, by its name.
 * @param pool for signatures that take long; without it they are verified in this thread.
 */
export async function serviceDeps(
  repository: Repository,
  clock: Clock,
  demandOf?: (note: string) => NoteDemand | undefined,
  pool?: JobRunner,
): Promise<ServiceDeps> {
  const registry = openRegistry();
  const secret = await repository.secret('page-token');
  const keys = new KeyMemory();
  const verify = createVerifier(keys, pool);
  return {
    repository,
    registry,
    clock,
    ids: randomIdSource(),
    pageTokens: createPageTokens(secret),
    etagOf: createEtagOf(Buffer.from(hkdfSync('sha256', secret, '', 'entity tags', 32))),
    view: v1beta1View(registry),
    filters: filtersOf(registry),
    keys,
    background: new Background(),
    verify,
    readProvenance: createProvenanceReader(pool),
    signatures: createSignatureChecks({ repository, registry, clock, verify }, demandOf),
  };
}

/** The services of v1 over the same store; policies use them. */
export function inV1(deps: ServiceDeps): ServiceDeps {
  const { v1 } = deps.registry;
  if (v1 === undefined) throw new TypeError('the registry does not know v1');
  return { ...deps, view: v1View(v1), filters: filtersOf(v1.registry, deps.registry) };
}

/** @param stored the registry of v1beta1, if `registry` is that of v1. */
function filtersOf(registry: Registry, stored?: Registry): Filters {
  const occurrences = occurrenceCatalogue(registry, stored);
  const notes = noteCatalogue(registry, stored);
  const projects = projectCatalogue();
  return {
    occurrence: (text) => parseFilter(text, occurrences),
    note: (text) => parseFilter(text, notes),
    project: (text) => parseFilter(text, projects),
  };
}

/** What webhooks need beside the services. */
interface WebhookOptions extends ReceiverOptions {
  readonly onBreakGlass: (line: BreakGlass) => void;
}

const noWebhooks: WebhookOptions = { onBreakGlass: () => {}, sources: {}, githubSecrets: async () => [] };

/** The systems that events come from, as they are configured. */
function openSources(config: Config): ReceiverOptions {
  const { harborAuthorization, clairAuthorization, githubAuthorization, githubSecret } = config;
  const sourceOf = (name: string, url: string | undefined, authorizationFile: string | undefined) =>
    url === undefined ? undefined : openSource({ name, url, authorizationFile });
  return {
    sources: {
      harbor: sourceOf('Harbor', config.harborUrl, harborAuthorization),
      clair: sourceOf('Clair', config.clairUrl, clairAuthorization),
      github: sourceOf('GitHub', config.githubUrl, githubAuthorization),
    },
    async githubSecrets() {
      if (githubSecret === undefined) return [];
      const secrets = (await readFile(githubSecret, 'utf8')).split('\n').map((line) => line.trim());
      const found = secrets.filter((line) => line !== '');
      // No secret at all would mean that events need no signature.
      if (found.length === 0) throw new Error('the file of --github-secret is empty');
      return found;
    },
  };
}

/** The API versions of the server. */
export function createVersions(
  deps: ServiceDeps,
  imports?: JobRunner,
  accessOf: (identity: string) => Access = () => openAccess,
  { onBreakGlass, ...receiving }: WebhookOptions = noWebhooks,
): readonly ApiVersion[] {
  const v1 = inV1(deps);
  const judges = createPolicyJudges(v1, accessOf);
  const evaluation = createPolicyEvaluation(judges);
  const importing = createImportService(deps, imports);
  const iam = createIamService();
  const history = {
    ...createHistoryService(deps, severityNames),
    ...createTotalsService(deps, vulnerability, severityNames),
  };
  const version = ({ name }: GrafeasVersion, known: readonly Kind[], operations: readonly Operation[]) => ({
    name,
    root: `/${name}/projects`,
    operations,
    document: () =>
      openApiDocument(name, operations, {
        version: packageVersion(),
        examples: bodyExamples(known, exampleReport),
        messageExamples: messageExamples(known),
      }),
  });
  return [
    version(grafeasV1beta1, kinds, [
      ...grafeasOperations(grafeasV1beta1, buildMessages(deps.registry), servicesOf(deps)),
      ...iamOperations(grafeasV1beta1, iam),
      ...reportOperations(importing, reportLimits.bytes),
      ...verificationOperations('v1beta1', createVerificationService(deps)),
      ...assessmentOperations('v1beta1', { ...createAssessmentService(deps), ...summariesOf(deps) }),
      ...historyOperations('v1beta1', history, Severity),
    ]),
    version(grafeasV1, v1Kinds, [
      ...grafeasOperations(grafeasV1, buildV1Messages(v1.view.registry), servicesOf(v1)),
      ...iamOperations(grafeasV1, iam),
      ...verificationOperations('v1', createVerificationService(v1)),
      ...assessmentOperations('v1', { ...createAssessmentService(v1), ...summariesOf(v1) }),
      ...historyOperations('v1', history, v1Severity),
    ]),
    attestorVersion(
      AttestationOccurrence,
      {
        attestors: createAttestorService(deps, AttestationOccurrence),
        policies: createPolicyService(deps),
        evaluation,
        audit: createPolicyAudit(v1, judges),
      },
      iam,
      packageVersion(),
    ),
    webhookVersion(
      [
        ...gateOperations(createAdmissionReviews(evaluation, onBreakGlass), createExternalData(evaluation)),
        ...receiverOperations(
          createReceivers(importing, createOccurrenceService(deps).listOccurrences, receiving),
        ),
      ],
      packageVersion(),
    ),
  ];
}

/** By number. */
const severityNames = [...Severity.values().keys()];

function servicesOf(deps: ServiceDeps): Services {
  return {
    ...createProjectService(deps),
    ...createNoteService(deps),
    ...createOccurrenceService(deps),
    ...summariesOf(deps),
  };
}

function summariesOf(deps: ServiceDeps): SummaryService {
  return createSummaryService(deps, vulnerability, severityNames);
}

/** Every operation of the server, of all versions. */
export function createOperations(deps: ServiceDeps, imports?: JobRunner): readonly Operation[] {
  return operationsOf(createVersions(deps, imports));
}
