import {
  type Authenticator,
  accessOfIdentity,
  createAuthenticator,
  openAuthenticator,
} from './auth/authenticator.js';
import { openConsoleSignIn } from './auth/console-sign-in.js';
import { openPolicy } from './auth/policy.js';
import { environment } from './config/environment.js';
import { type Config, isPrivateAddress } from './config/settings.js';
import type { Clock } from './domain/clock.js';
import type { SignInSettings } from './http/console.js';
import type { Logger } from './logging.js';
import { type Access, openAccess } from './services/context.js';
import type { NoteDemand } from './services/signature-checks.js';

export interface AccessControl {
  authenticator: Authenticator;
  accessOf(identity: string): Access;
  demandOf?: (note: string) => NoteDemand | undefined;
  signIn: SignInSettings;
  reload(): void;
}

/**
 * Opens access control as configured: open to everyone, or by the policy file.
 *
 * @param onReload is called after each reload of the policy.
 * @throws if the policy cannot be read: access is never open because of a fault.
 */
export function openAccessControl(
  config: Config,
  clock: Clock,
  log: Logger,
  onReload: (succeeded: boolean) => void,
): AccessControl {
  if (config.access === 'open') {
    if (!isPrivateAddress(config.listen))
      log.warn('access is open to the network: anyone who can connect may read and change everything');
    return {
      authenticator: openAuthenticator,
      accessOf: () => openAccess,
      signIn: async () => undefined,
      reload() {},
    };
  }
  // Never fall back to open access.
  if (config.policy === undefined) throw new TypeError('access jwt without a policy');
  const policy = openPolicy(config.policy, {
    clock,
    env: environment,
    onProblem: (problem) => log.warn(problem),
  });
  return {
    authenticator: createAuthenticator(policy, clock),
    accessOf: (identity) => accessOfIdentity(policy.current, identity),
    demandOf: (note) => policy.current.demands.get(note),
    signIn: openConsoleSignIn(config, policy, clock, (problem) => log.warn(problem)),
    reload() {
      try {
        policy.reload();
        onReload(true);
        log.info('policy reloaded');
      } catch (error) {
        onReload(false);
        log.error(
          { problem: error instanceof Error ? error.message : 'unknown' },
          'policy not reloaded: the file is not valid',
        );
      }
    },
  };
}
